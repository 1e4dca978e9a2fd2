package com.atom.shopify.oauth;

import org.jspecify.annotations.Nullable;

/// A store's refresh token. It lives 90 days, changes with every use, and is printed as hidden.
public final class RefreshToken {
    private final String value;

    private RefreshToken(String value) {
        this.value = value;
    }

    public static RefreshToken of(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a token is not blank");
        }
        return new RefreshToken(value);
    }

    /// The secret itself; for the request that needs it and the cipher.
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RefreshToken token && token.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "RefreshToken[hidden]";
    }
}
