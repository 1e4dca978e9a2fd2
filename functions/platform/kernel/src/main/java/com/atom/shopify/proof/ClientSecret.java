package com.atom.shopify.proof;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The app's client secret, and during a rotation the one before it. Shopify may sign with the old one for up to an hour
/// after a rotation. Printed as hidden; the readers of [#current()] are the token exchange and the signature check.
public record ClientSecret(String current, Optional<String> previous) {

    public ClientSecret {
        if (current.isEmpty()) {
            throw new IllegalArgumentException("the client secret is empty");
        }
    }

    List<String> all() {
        return Stream.concat(Stream.of(current), previous.stream()).toList();
    }

    @Override
    public String toString() {
        return "ClientSecret[hidden]";
    }
}
