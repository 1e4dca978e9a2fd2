package com.atom.shopify.customers;

import com.atom.shopify.admin.UserError;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the mutations of a customer answer.
@Serdeable
record CustomerPayload(@Nullable CustomerNode customer, List<UserError> userErrors) {
    /// The customer, unless it was refused.
    CustomerNode accepted() {
        CustomerErrors.throwIfAny(userErrors);
        return CustomerErrors.present(customer);
    }
}
