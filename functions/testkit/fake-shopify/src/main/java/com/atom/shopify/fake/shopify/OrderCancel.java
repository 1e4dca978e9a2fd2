package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Payment.Kind;
import com.atom.shopify.fake.shopify.Payment.Status;
import com.atom.shopify.fake.shopify.Refund.Restock;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Cancelling an order: everything that is left of it is taken back, what was set aside is let go, and what was paid
/// goes back if that is asked for.
record OrderCancel(Shop shop, Order order, Terms terms) {
    /// How an order is to be cancelled.
    record Terms(String reason, boolean restock, boolean payBack, @Nullable String staffNote) {}

    private static final int LONGEST_NOTE = 255;

    static void wire(Wiring wiring) {
        wiring.root("Mutation", "orderCancel", OrderCancel::cancel);
        wiring.plain("OrderCancelPayload", "job", "orderCancelUserErrors", "userErrors");
        wiring.plain("OrderCancelUserError", "field", "message", "code");
    }

    private static Map<String, @Nullable Object> cancel(Shop shop, Call call) {
        Input method = call.input("refundMethod").only("originalPaymentMethodsRefund");
        boolean payBack = call.truth("refund") || method.truth("originalPaymentMethodsRefund").orElse(false);
        String note = call.environment().getArgument("staffNote");
        var terms = new Terms(call.text("reason"), call.truth("restock"), payBack, note);
        Optional<Order> order = OrderQueries.order(shop, call, call.text("orderId"));
        List<Problem> problems = order.map(found -> objections(found, terms))
                .orElse(List.of(Problem.coded("NOT_FOUND", "Order does not exist", "orderId")));
        var payload = new HashMap<String, @Nullable Object>();
        payload.put("orderCancelUserErrors", problems.stream().map(Problem::entry).toList());
        payload.put("userErrors", problems.stream().map(Problem::entry).toList());
        if (order.isPresent() && problems.isEmpty()) {
            Orders.Job job = shop.orders().later(shop.now().plus(shop.delays().job()),
                    then -> new OrderCancel(then, order.get(), terms).runOnce());
            payload.put("job", OrderQueries.job(shop, job));
        }
        return payload;
    }

    private static List<Problem> objections(Order order, Terms terms) {
        if (order.cancelled()) {
            return List.of(Problem.coded("INVALID", "Cannot cancel an order that has already been canceled",
                    "orderId"));
        }
        if (order.fulfillments.stream().anyMatch(fulfillment -> !fulfillment.cancelled)) {
            return List.of(Problem.coded("INVALID", "Cannot cancel an order that has been fulfilled", "orderId"));
        }
        if (order.payments.stream().anyMatch(payment -> payment.kind() == Kind.AUTHORIZATION
                && payment.status() == Status.PENDING)) {
            return List.of(Problem.coded("INVALID", "Cannot cancel an order with a pending payment authorization",
                    "orderId"));
        }
        return terms.staffNote() != null && terms.staffNote().length() > LONGEST_NOTE
                ? List.of(Problem.coded("INVALID", "Staff note is too long (maximum is 255 characters)", "staffNote"))
                : List.of();
    }

    /// Two cancellations may wait for the same order; the first one counts.
    private void runOnce() {
        if (objections(order, terms).isEmpty()) {
            run(shop.now());
        }
    }

    void run(Instant at) {
        for (Payment payment : List.copyOf(order.payments)) {
            if (order.capturable(payment).signum() > 0) {
                order.pay(new Payment(shop.catalog().newId(), Kind.VOID, Status.SUCCESS, payment.gateway(),
                        order.capturable(payment), at, payment.id(), payment.test()));
            }
        }
        var refunding = new Refunding(shop, order);
        List<Refund.Line> lines = refunding.rest(terms.restock() ? Restock.CANCEL : Restock.NO_RESTOCK);
        List<Refund.Shipping> shipping = refunding.shipping(refunding.shippingLeft());
        List<Payment> payments = terms.payBack() ? refunding.payBack(order.netPayment(), at) : List.of();
        if (!lines.isEmpty() || !payments.isEmpty()) {
            refunding.apply(lines, shipping, payments, new Refunding.Circumstances(at, at, null,
                    "REFUND_DISCREPANCY"));
        }
        order.bill.lines().forEach(line -> refunding.unsend(line, order.unsent(line)));
        order.cancellation = new Order.Cancellation(at, terms.reason(), terms.staffNote());
        order.updatedAt = at;
    }
}
