package com.atom.shopify.fake.shopify;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One bulk operation of an app in a shop. Guarded by the shop's lock; only the counts grow while it runs.
final class BulkOperation {
    static final String TYPE = "BulkOperation";
    /// How long a result can be fetched (shopify-platform 7).
    static final Duration KEPT = Duration.ofDays(7);

    final long id;
    final App app;
    final Kind kind;
    final String text;
    final Instant createdAt;
    final Path file;
    final AtomicLong objects = new AtomicLong();
    final AtomicLong roots = new AtomicLong();
    Status status = Status.CREATED;
    /// How the work ended, as soon as it has; the operation may still take longer.
    @Nullable
    End end;
    @Nullable
    Instant completedAt;
    @Nullable
    ErrorCode errorCode;
    @Nullable
    Long fileSize;
    @Nullable
    String url;
    @Nullable
    String partialDataUrl;
    /// When the file is gone, by the clock that ages things.
    Instant expires = Instant.MAX;

    /// What it runs.
    enum Kind {
        /// A query.
        QUERY,
        /// One mutation, many times.
        MUTATION
    }

    /// Where it stands.
    enum Status {
        /// Not begun.
        CREATED,
        /// At work.
        RUNNING,
        /// To be stopped.
        CANCELING,
        /// Stopped.
        CANCELED,
        /// Done.
        COMPLETED,
        /// Broken off.
        FAILED,
        /// Done, and its file is gone.
        EXPIRED;

        boolean over() {
            return switch (this) {
                case CREATED, RUNNING, CANCELING -> false;
                case CANCELED, COMPLETED, FAILED, EXPIRED -> true;
            };
        }
    }

    /// Why it failed.
    enum ErrorCode {
        /// A scope or approval is missing.
        ACCESS_DENIED,
        /// Shopify's fault.
        INTERNAL_SERVER_ERROR,
        /// It took too long, or could not be done.
        TIMEOUT
    }

    /// How the work ended.
    sealed interface End {
        record Done() implements End {}

        record Failed(ErrorCode code) implements End {}

        record Stopped() implements End {}
    }

    BulkOperation(long id, App app, Kind kind, String text, Instant createdAt, Path file) {
        this.id = id;
        this.app = app;
        this.kind = kind;
        this.text = text;
        this.createdAt = createdAt;
        this.file = file;
    }

    String gid() {
        return Gid.of(TYPE, id);
    }

    Status status(Instant aged) {
        return status == Status.COMPLETED && expired(aged) ? Status.EXPIRED : status;
    }

    boolean expired(Instant aged) {
        return !aged.isBefore(expires);
    }
}
