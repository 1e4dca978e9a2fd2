package com.atom.shopify.webhooks;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A delivery as the intake queued it.
///
/// @param app the client id of the own app whose secret it was signed with; none for the platform's app
/// @param digest the SHA-256 of the body's bytes, in hex; the body's name in the bucket of large ones
/// @param body the body's bytes in Base64, none when they lie in the bucket
@Serdeable(naming = SnakeCaseStrategy.class)
record Envelope(@Nullable String app, Instant receivedAt, String digest, Hints hints, @Nullable String body) {

    /// Shopify's headers. They are not signed: they say where to look, never what is true.
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Hints(@Nullable String topic, @Nullable String shopDomain, @Nullable String webhookId,
            @Nullable String eventId, @Nullable String triggeredAt, @Nullable String apiVersion,
            @Nullable String name) {}
}
