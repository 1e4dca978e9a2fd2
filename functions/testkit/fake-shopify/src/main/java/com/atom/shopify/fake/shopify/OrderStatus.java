package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Payment.Kind;
import com.atom.shopify.fake.shopify.Payment.Status;
import java.math.BigDecimal;

/// How an order stands, told from its payments, refunds and parcels.
final class OrderStatus {
    private OrderStatus() {}

    /// An `OrderDisplayFinancialStatus`.
    static String financial(Order order) {
        if (order.claimedStatus != null) {
            return order.claimedStatus;
        }
        BigDecimal received = order.received();
        if (order.paidBack().signum() > 0) {
            return order.paidBack().compareTo(received) >= 0 ? "REFUNDED" : "PARTIALLY_REFUNDED";
        }
        if (order.capturable().signum() > 0 && received.signum() == 0) {
            return "AUTHORIZED";
        }
        if (received.signum() > 0) {
            return order.outstanding().signum() > 0 ? "PARTIALLY_PAID" : "PAID";
        }
        if (order.payments.stream().anyMatch(payment -> payment.done(Kind.VOID))) {
            return "VOIDED";
        }
        boolean waiting = order.payments.stream().anyMatch(payment -> payment.status() == Status.PENDING);
        return waiting || order.bill.total().signum() > 0 ? "PENDING" : "PAID";
    }

    /// An `OrderDisplayFulfillmentStatus`. Requests to fulfilment services and holds are not played.
    static String fulfillment(Order order) {
        boolean sent = order.bill.lines().stream().anyMatch(line -> order.sent(line) > 0);
        boolean unsent = order.fulfillmentOrders.stream().anyMatch(FulfillmentOrder::open);
        if (!sent) {
            return "UNFULFILLED";
        }
        return unsent ? "PARTIALLY_FULFILLED" : "FULFILLED";
    }

    /// Whether a merchant could say that it was paid by other means.
    static boolean canBeMarkedAsPaid(Order order) {
        return !order.cancelled() && order.outstanding().signum() > 0 && !financial(order).equals("PAID");
    }
}
