package com.atom.shopify.admin;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One entry of a mutation's `userErrors`: Shopify understood, and says no. Its message is written for merchants and is the
/// one text of Shopify's that reaches our callers.
@Serdeable
public record UserError(@Nullable List<String> field, String message, @Nullable String code) {

    /// The path of the input that is refused, empty when it is the whole.
    public List<String> path() {
        return field == null ? List.of() : field;
    }
}
