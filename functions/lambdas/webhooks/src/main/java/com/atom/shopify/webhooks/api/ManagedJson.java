package com.atom.shopify.webhooks.api;

import com.atom.shopify.routes.Topic;
import com.atom.shopify.subscriptions.Ensured;
import com.atom.shopify.subscriptions.Subscription;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was done to a store's webhooks.
sealed interface ManagedJson {

    /// Topics whose subscription was created, turned to our address or removed, and those that Shopify does not let this app have
    /// here, because it lacks a scope or an approval.
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Changed(List<String> created, List<String> redirected, List<String> removed,
            List<String> refused) implements ManagedJson {

        static Changed of(Ensured ensured) {
            return new Changed(headers(ensured.created()), topics(ensured.redirected()), topics(ensured.removed()),
                    headers(ensured.refused()));
        }

        static Changed ofRemoved(List<Subscription> removed) {
            return new Changed(List.of(), List.of(), topics(removed), List.of());
        }

        private static List<String> headers(Collection<Topic> topics) {
            return topics.stream().map(Topic::header).sorted().toList();
        }

        private static List<String> topics(List<Subscription> subscriptions) {
            return subscriptions.stream().map(WebhookJson::topic).sorted().toList();
        }
    }

    /// Deliveries whose resources are being read again.
    ///
    /// @param replayed how many resources were queued
    /// @param skipped how many deliveries were about nothing that can be read again
    /// @param nextFrom the `from` of the request that goes on, null when all of the range is queued
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Replayed(int replayed, int skipped, @Nullable Instant nextFrom) implements ManagedJson {}

    /// Parked messages that were sent back to the inbox, of all stores.
    ///
    /// @param sent how many by this request
    /// @param left about how many are parked now; the same request goes on with them
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Redriven(int sent, int left) implements ManagedJson {}
}
