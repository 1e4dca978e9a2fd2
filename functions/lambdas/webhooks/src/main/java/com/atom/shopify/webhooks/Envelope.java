package com.atom.shopify.webhooks;

import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A message of the inbox: a delivery as the intake queued it, or the wish to read something again.
///
/// @param app the client id of the own app whose secret it was signed with; none for the platform's app
/// @param digest the SHA-256 of the body's bytes, in hex; the body's name in the bucket of large ones
/// @param body the body's bytes in Base64, none when they lie in the bucket
@Serdeable(naming = SnakeCaseStrategy.class)
record Envelope(@Nullable String app, @Nullable Instant receivedAt, @Nullable String digest, @Nullable Hints hints,
        @Nullable String body, ReplayRequest.@Nullable Replay replay) {

    /// Shopify's headers. They are not signed: they say where to look, never what is true.
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Hints(@Nullable String topic, @Nullable String shopDomain, @Nullable String webhookId,
            @Nullable String eventId, @Nullable String triggeredAt, @Nullable String apiVersion,
            @Nullable String name) {

        Optional<ShopDomain> shop() {
            try {
                return Optional.ofNullable(shopDomain).map(ShopDomain::parse);
            } catch (FailureException noDomain) {
                return Optional.empty();
            }
        }

        Optional<Instant> triggered() {
            try {
                return Optional.ofNullable(triggeredAt).map(Instant::parse);
            } catch (DateTimeException noTime) {
                return Optional.empty();
            }
        }
    }
}
