package com.atom.shopify.tokens;

import com.atom.shopify.id.ShopDomain;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What can be said of a shop's token without its secret; an erased one has no ends.
///
/// @param underFormerKey whether it was encrypted with another key than the current one
public record TokenRow(ShopDomain shop, Status status, @Nullable Instant accessExpiresAt,
        @Nullable Instant refreshExpiresAt, boolean underFormerKey) {

    /// The states of a row, [TokenState].
    public enum Status {
        USABLE,
        REFUSED,
        ERASED
    }
}
