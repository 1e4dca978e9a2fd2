package com.atom.shopify.admin;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A store's access token. It lives an hour and is printed as hidden.
public final class AccessToken {
    // Whatever an HTTP header refuses would come back quoted in the refusal.
    private static final Pattern FORM = Pattern.compile("[!-~]{1,1024}");

    private final String value;

    private AccessToken(String value) {
        this.value = value;
    }

    /// @throws IllegalArgumentException when it is not visible ASCII; the message does not quote it
    public static AccessToken of(String value) {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a token is visible ASCII");
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
