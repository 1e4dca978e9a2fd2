package com.atom.shopify.sales;

/// What happened to an order when an entry was written.
public enum Kind {
    /// It was placed.
    ORDER,
    /// Somebody edited it.
    EDIT,
    /// Something was taken back or paid back.
    REFUND,
    /// The same, because the order was cancelled.
    CANCELLATION;

    /// Whether an order with such an entry counts as refunded or returned.
    boolean isRefund() {
        return this == REFUND || this == CANCELLATION;
    }
}
