package com.atom.shopify.oauth;

import com.atom.shopify.proof.ClientSecret;
import java.util.regex.Pattern;

/// An app that belongs to the owner of one store, with the secret by which it gets its tokens and signs its deliveries.
public record OwnApp(String id, ClientSecret secret) {
    /// What a client id looks like: also a path segment and part of a secret's name.
    public static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public OwnApp {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not a client id");
        }
    }
}
