package com.atom.shopify.fake.shopify;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The customer of an order, as far as an order needs one.
record Buyer(long id, @Nullable String firstName, @Nullable String lastName, @Nullable String email) {
    static final String TYPE = "Customer";

    String gid() {
        return Gid.of(TYPE, id);
    }

    /// The name, or what else there is to call somebody.
    String displayName() {
        String name = String.join(" ", Stream.of(firstName, lastName).filter(Objects::nonNull).toList());
        return name.isEmpty() ? Objects.requireNonNullElse(email, "") : name;
    }
}
