package com.atom.shopify.orders;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// The body that cancels an order, which cannot be taken back. What becomes of stock and money must be said.
@Introspected
public record Cancellation(Reason reason, Boolean restock, RefundMethod refund, @Nullable Boolean notifyCustomer,
        @Nullable @Size(max = 255) String staffNote) {

    /// Why.
    enum Reason {
        CUSTOMER,
        DECLINED,
        FRAUD,
        INVENTORY,
        OTHER,
        STAFF
    }

    /// What becomes of the money.
    enum RefundMethod {
        /// It stays.
        NONE,
        /// It goes back the way it came.
        ORIGINAL_PAYMENT
    }
}
