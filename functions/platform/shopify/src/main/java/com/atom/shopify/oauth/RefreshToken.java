package com.atom.shopify.oauth;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A store's refresh token. It lives 90 days, changes with every use, and is printed as hidden.
public final class RefreshToken {
    private static final Pattern FORM = Pattern.compile("[!-~]{1,1024}");

    private final String value;

    private RefreshToken(String value) {
        this.value = value;
    }

    /// @throws IllegalArgumentException when it is not visible ASCII; the message does not quote it
    public static RefreshToken of(String value) {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a token is visible ASCII");
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
