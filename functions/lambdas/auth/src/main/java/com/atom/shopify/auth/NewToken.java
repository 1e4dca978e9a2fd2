package com.atom.shopify.auth;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Pattern;

/// The body that brings in a token that a store has given out before. Its shop is in the body, not in the query: a store that is
/// not connected yet has no place there.
@Introspected
record NewToken(String shop, GrantType grant,
        @Pattern(regexp = "[!-~]{1,1024}", message = "must be visible ASCII") String accessToken) {

    /// What kind of token it is.
    enum GrantType {
        /// One without an end. Shopify takes it back for an expiring one, until 2027-01-01.
        PERMANENT
    }

    @Override
    public String toString() {
        return "NewToken[" + shop + "]";
    }
}
