package com.atom.shopify.webhooks.api;

import com.atom.shopify.sync.Sync;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A sync as callers see it.
///
/// @param cursor everything that was changed last before has been read
/// @param reason why it failed, a code
@Serdeable(naming = SnakeCaseStrategy.class)
record SyncJson(String id, String subject, String status, Instant createdAt, Instant from, Instant until,
        Instant cursor, Progress progress, @Nullable String reason, @Nullable Instant endedAt) {

    /// How far it is.
    ///
    /// @param total how many objects were counted when it began, null until then
    /// @param done how many have been read
    /// @param rows how many lines these had
    /// @param changed how many of them were not what we held
    @Serdeable
    record Progress(@Nullable Long total, long done, long rows, long changed) {}

    static SyncJson of(Sync sync) {
        return new SyncJson(sync.id(), sync.subject().word(), sync.status().name().toLowerCase(Locale.ROOT),
                sync.createdAt(), sync.from(), sync.until(), sync.cursor(),
                new Progress(sync.total(), sync.roots(), sync.rows(), sync.changed()), sync.reason(), sync.endedAt());
    }
}
