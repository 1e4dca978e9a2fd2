package com.atom.shopify.webhooks.api;

import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.Problems;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The body that says what becomes of a store's webhooks. `replay` needs either a range of time, `from` and `to`, or a `source`.
@Introspected
record WebhookCommand(Action action, @Nullable Instant from, @Nullable Instant to, @Nullable Source source)
        implements
            CrossChecked {

    /// What is to be done.
    enum Action {
        /// Make what is missing, turn what delivers elsewhere, remove what should not be there.
        ENSURE,
        /// Remove every subscription that was made by the Admin API.
        DELETE,
        /// Look again at what was delivered, or send back what was parked; for operators.
        REPLAY
    }

    /// What is replayed that no range of time tells.
    enum Source {
        /// The dead-letter queue of the inbox.
        DLQ
    }

    @Override
    public void check(Problems problems) {
        switch (action) {
            case ENSURE, DELETE -> {
                refuse("from", from, problems);
                refuse("to", to, problems);
                refuse("source", source, problems);
            }
            case REPLAY -> {
                if (source == null) {
                    require("from", from, problems);
                    require("to", to, problems);
                    problems.addUnlessForward("to", from, to);
                } else {
                    refuse("from", from, problems);
                    refuse("to", to, problems);
                }
            }
        }
    }

    private static void refuse(String field, @Nullable Object value, Problems problems) {
        if (value != null) {
            problems.add(field, "unknown", "is not a field of this action");
        }
    }

    private static void require(String field, @Nullable Object value, Problems problems) {
        if (value == null) {
            problems.add(field, "required", "is required where there is no source");
        }
    }
}
