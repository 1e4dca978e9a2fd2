package com.atom.shopify.auth;

import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.Problems;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/// The body that brings in a token that a store has given out before, or an app of the store's owner. Its shop is in the body, not in
/// the query: a store that is not connected yet has no place there.
///
/// @param accessToken with `permanent`
/// @param clientId with `client_credentials`, like the secret
@Introspected
record NewToken(String shop, GrantType grant,
        @Nullable @Pattern(regexp = NewToken.VISIBLE, message = "must be visible ASCII") String accessToken,
        @Nullable @Pattern(regexp = "[A-Za-z0-9_-]{1,64}", message = "must be a client id") String clientId,
        @Nullable @Pattern(regexp = NewToken.VISIBLE, message = "must be visible ASCII") String clientSecret)
        implements
            CrossChecked {
    static final String VISIBLE = "[!-~]{1,1024}";

    /// What it is had by.
    enum GrantType {
        /// A token without an end. Shopify takes it back for an expiring one, until 2027-01-01.
        PERMANENT,
        /// The credentials of an app that belongs to the store's owner.
        CLIENT_CREDENTIALS
    }

    @Override
    public void check(Problems problems) {
        var permanent = grant == GrantType.PERMANENT;
        check(problems, "access_token", accessToken, permanent);
        check(problems, "client_id", clientId, !permanent);
        check(problems, "client_secret", clientSecret, !permanent);
    }

    private static void check(Problems problems, String field, @Nullable String value, boolean wanted) {
        if (wanted && value == null) {
            problems.add(field, "required", "is required with this grant");
        } else if (!wanted && value != null) {
            problems.add(field, "unknown", "does not belong to this grant");
        }
    }

    @Override
    public String toString() {
        return "NewToken[" + shop + "]";
    }
}
