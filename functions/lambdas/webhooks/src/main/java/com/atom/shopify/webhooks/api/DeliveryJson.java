package com.atom.shopify.webhooks.api;

import com.atom.shopify.webhooks.Delivery;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A delivery as callers see it, the newest first.
///
/// @param waitedMs between Shopify's event and our receiving it, in milliseconds by two clocks
/// @param queuedMs between our receiving it and the beginning of the last attempt at working on it, in milliseconds; earlier attempts are a
/// part of it
/// @param workedMs between that and its outcome, in milliseconds
/// @param attempts how many there were at working on it
@Serdeable(naming = SnakeCaseStrategy.class)
record DeliveryJson(String id, String topic, String outcome, @Nullable String reason, @Nullable String resource,
        @Nullable String webhookId, @Nullable String eventId, @Nullable String apiVersion,
        @Nullable Instant triggeredAt, Instant receivedAt, @Nullable Instant begunAt, @Nullable Instant settledAt,
        @Nullable Long waitedMs, @Nullable Long queuedMs, @Nullable Long workedMs, @Nullable Integer attempts) {

    static DeliveryJson of(Delivery delivery) {
        var received = delivery.receivedAt();
        return new DeliveryJson(delivery.id(), delivery.topic(), delivery.outcome(), delivery.reason().orElse(null),
                delivery.resource().orElse(null), delivery.webhookId().orElse(null), delivery.eventId().orElse(null),
                delivery.apiVersion().orElse(null), delivery.triggeredAt().orElse(null), received,
                delivery.begunAt().orElse(null), delivery.settledAt().orElse(null),
                delivery.triggeredAt().map(time -> Duration.between(time, received).toMillis()).orElse(null),
                delivery.begunAt().map(time -> Duration.between(received, time).toMillis()).orElse(null),
                delivery.begunAt().flatMap(begun -> delivery.settledAt()
                        .map(settled -> Duration.between(begun, settled).toMillis())).orElse(null),
                delivery.attempts().orElse(null));
    }
}
