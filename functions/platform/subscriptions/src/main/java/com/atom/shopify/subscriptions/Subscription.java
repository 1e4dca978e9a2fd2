package com.atom.shopify.subscriptions;

import com.atom.shopify.routes.Topic;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A subscription that this app made in a store by the Admin API. Those of the app's configuration are not among them: Shopify
/// does not show them (shopify-platform 3.1).
///
/// @param topic its name in the schema, `ORDERS_CREATE`
@Serdeable
public record Subscription(String id, String topic, String uri, String format, @Nullable String filter,
        List<String> includeFields, List<String> metafieldNamespaces, ApiVersion apiVersion, Instant createdAt,
        Instant updatedAt) {

    /// The version in which its deliveries are written.
    @Serdeable
    public record ApiVersion(String handle) {}

    /// What it tells about, if that is anything that we know.
    public Optional<Topic> known() {
        return Topic.ofSchema(topic);
    }

    /// Whether it delivers everything, as it is.
    boolean isPlain() {
        return format.equals("JSON") && (filter == null || filter.isEmpty()) && includeFields.isEmpty()
                && metafieldNamespaces.isEmpty();
    }
}
