package com.atom.shopify.webhooks;

import com.atom.shopify.admin.Errand;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.routes.Topic;
import com.atom.shopify.time.Deadline;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/// A delivery whose shop and topic are known: what reactions work on.
///
/// @param id names the delivery among all of the shop, the same however often it comes
/// @param triggeredAt when it happened, or else when it came
record Notice(String id, Topic topic, ShopDomain shop, Payload payload, Instant triggeredAt, Deadline deadline)
        implements
            Errand {

    /// The resource that the field names; fails with `body.incomplete` when it names none.
    Gid gid(Gid.Kind kind, String field) {
        try {
            return Gid.parse(kind, field, payload.field(field).orElseThrow(() -> incomplete(field)));
        } catch (FailureException noId) {
            throw incomplete(field);
        }
    }

    /// The gid of what it is about.
    Optional<String> resource() {
        return new Identity(topic, payload).resource();
    }

    /// The state that it tells of. What carries no time of its own changed when it happened.
    Version version() {
        return new Version(payload.field("updated_at").map(this::time).orElse(triggeredAt), triggeredAt,
                payload.digest());
    }

    private Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            throw incomplete("updated_at");
        }
    }

    /// The delivery does not say what its topic needs.
    static FailureException incomplete(String field) {
        return new FailureException(new Failure.Invalid("body.incomplete", "The delivery does not say enough.",
                List.of(Failure.Detail.of(field, "format", "is missing or malformed"))));
    }
}
