package com.atom.shopify.admin;

import org.jspecify.annotations.Nullable;

/// A store's access token. It lives an hour and is printed as hidden.
public final class AccessToken {
    private final String value;

    private AccessToken(String value) {
        this.value = value;
    }

    public static AccessToken of(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a token is not blank");
        }
        return new AccessToken(value);
    }

    /// The secret itself; for the request that needs it and the cipher.
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AccessToken token && token.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "AccessToken[hidden]";
    }
}
