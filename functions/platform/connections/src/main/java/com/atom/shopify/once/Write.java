package com.atom.shopify.once;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One write that a caller wants to happen once. All attempts under one `Idempotency-Key` have the same key here, which is
/// the key for Shopify's own `@idempotent` and the natural name of what is created.
public final class Write {
    private final UUID key;
    private final Optional<Instant> attemptedAt;
    private volatile boolean changed;

    Write(UUID key, Optional<Instant> attemptedAt) {
        this.key = key;
        this.attemptedAt = attemptedAt;
    }

    /// A write that nobody can name again.
    public static Write unnamed() {
        return new Write(UUID.randomUUID(), Optional.empty());
    }

    public UUID key() {
        return key;
    }

    /// When the first attempt began, if there was one whose outcome nobody knows.
    public Optional<Instant> attemptedAt() {
        return attemptedAt;
    }

    /// Whether an earlier attempt may have done it already.
    public boolean mayHaveHappened() {
        return attemptedAt.isPresent();
    }

    /// Whether this attempt has got an answer to a mutation.
    public boolean hasChanged() {
        return changed;
    }

    /// Shopify has answered a mutation of this attempt.
    public void changed() {
        changed = true;
    }
}
