package com.atom.shopify.products;

import com.atom.shopify.admin.UserError;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the mutations of a product answer.
@Serdeable
record ProductPayload(@Nullable ProductNode product, List<UserError> userErrors) {
    /// The product, unless it was refused.
    ProductNode accepted() {
        return accepted(List.of());
    }

    /// The same for a call that carried some of the caller's variants; `places` says which.
    ProductNode accepted(List<Integer> places) {
        ProductErrors.throwIfAny(userErrors, places);
        return ProductErrors.present(product);
    }
}
