package com.atom.shopify.tokens;

import com.atom.shopify.connections.StoreStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a store is, and when its tokens end, where it has any.
public record Condition(StoreStatus status, @Nullable Instant accessExpiresAt, @Nullable Instant refreshExpiresAt) {
    static final Condition NEVER_CONNECTED = new Condition(StoreStatus.REAUTH_REQUIRED, null, null);

    Condition with(StoreStatus other) {
        return new Condition(other, accessExpiresAt, refreshExpiresAt);
    }
}
