package com.atom.shopify.fake.shopify;

import java.time.Instant;
import java.util.Set;

/// What of an order makes a difference to its subscribers.
record Standing(Instant updatedAt, boolean paid, boolean fulfilled, boolean cancelled, int refunds, int fulfillments) {
    private static final Set<String> PAID = Set.of("PAID", "PARTIALLY_REFUNDED", "REFUNDED");
    /// Before there was an order.
    static final Standing NONE = new Standing(Instant.MIN, false, false, false, 0, 0);

    static Standing of(Order order) {
        return new Standing(order.updatedAt, PAID.contains(OrderStatus.financial(order)),
                OrderStatus.fulfillment(order).equals("FULFILLED"), order.cancelled(), order.refunds.size(),
                order.fulfillments.size());
    }
}
