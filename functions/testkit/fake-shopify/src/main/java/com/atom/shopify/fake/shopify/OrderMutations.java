package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Payment.Kind;
import com.atom.shopify.fake.shopify.Payment.Status;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Changing orders: their words, whether they are open, and their payments.
final class OrderMutations {
    private static final String MUTATION = "Mutation";
    private static final String ORDER = "order";
    private static final Problem GONE = Problem.at("Order does not exist", "id");

    private OrderMutations() {}

    static void wire(Wiring wiring) {
        wiring.root(MUTATION, "orderUpdate", (shop, call) -> changed(shop, call,
                order -> update(shop, order, call.input("input"))));
        wiring.root(MUTATION, "orderClose", (shop, call) -> changed(shop, call, order -> {
            order.closedAt = order.closedAt == null ? shop.now() : order.closedAt;
            return List.of();
        }));
        wiring.root(MUTATION, "orderOpen", (shop, call) -> changed(shop, call, order -> {
            order.closedAt = null;
            return List.of();
        }));
        wiring.root(MUTATION, "orderMarkAsPaid", (shop, call) -> changed(shop, call,
                order -> markAsPaid(shop, order)));
        wiring.root(MUTATION, "orderCapture", OrderMutations::capture);
        wiring.root(MUTATION, "orderDelete", OrderMutations::delete);
        List.of("Update", "Close", "Open", "MarkAsPaid").forEach(verb -> wiring.plain("Order" + verb + "Payload",
                ORDER, "userErrors"));
        wiring.plain("OrderCapturePayload", "transaction", "userErrors");
        wiring.plain("OrderDeletePayload", "deletedId", "userErrors");
        wiring.plain("OrderDeleteUserError", "field", "message", "code");
    }

    private static Map<String, @Nullable Object> changed(Shop shop, Call call,
            Function<Order, List<Problem>> change) {
        Optional<Order> order = OrderQueries.order(shop, call, call.input("input").text("id").orElse(""));
        List<Problem> problems = order.map(change).orElse(List.of(GONE));
        if (order.isEmpty() || !problems.isEmpty()) {
            return ProductMutations.refused(shop, problems);
        }
        order.get().updatedAt = shop.now();
        return ProductMutations.done(shop, ORDER, order.get());
    }

    private static List<Problem> update(Shop shop, Order order, Input input) {
        input.only("id", "email", "phone", "note", "tags", "poNumber", "shippingAddress", "customAttributes");
        String email = input.text("email").orElse("");
        if (!email.isEmpty() && !email.contains("@")) {
            return List.of(Problem.at("Email is invalid", "email"));
        }
        if (input.given("email")) {
            order.email = input.text("email").orElse(null);
        }
        if (input.given("phone")) {
            order.phone = input.text("phone").orElse(null);
        }
        if (input.given("note")) {
            order.note = input.text("note").orElse(null);
        }
        if (input.given("poNumber")) {
            order.poNumber = input.text("poNumber").orElse(null);
        }
        if (input.given("tags")) {
            order.tags = ProductDrafts.tags(input.texts("tags"));
        }
        if (input.given("customAttributes")) {
            order.attributes = OrderCreate.attributes(input);
        }
        input.object("shippingAddress")
                .ifPresent(address -> order.shippingAddress = Address.of(shop.catalog().newId(), address));
        return List.of();
    }

    /// Takes what is set aside, or else counts the rest as paid outside Shopify.
    private static List<Problem> markAsPaid(Shop shop, Order order) {
        if (!OrderStatus.canBeMarkedAsPaid(order)) {
            return List.of(Problem.at("Order cannot be marked as paid.", "id"));
        }
        for (Payment payment : List.copyOf(order.payments)) {
            BigDecimal part = order.capturable(payment).min(order.outstanding());
            if (part.signum() > 0) {
                order.pay(new Payment(shop.catalog().newId(), Kind.CAPTURE, Status.SUCCESS, payment.gateway(), part,
                        shop.now(), payment.id(), payment.test()));
            }
        }
        if (order.outstanding().signum() > 0) {
            order.pay(new Payment(shop.catalog().newId(), Kind.SALE, Status.SUCCESS, Payment.MANUAL,
                    order.outstanding(), shop.now(), null, order.test));
        }
        return List.of();
    }

    private static Map<String, @Nullable Object> capture(Shop shop, Call call) {
        Input input = call.input("input").only("id", "amount", "currency", "parentTransactionId");
        Optional<Order> order = OrderQueries.order(shop, call, input.text("id").orElse(""));
        if (order.isEmpty()) {
            return ProductMutations.refused(shop, List.of(GONE));
        }
        Optional<Payment> parent = input.text("parentTransactionId").flatMap(id -> Gid.parse(id, Payment.TYPE))
                .flatMap(id -> order.get().payment(id.number()));
        if (parent.isEmpty()) {
            return ProductMutations.refused(shop,
                    List.of(Problem.at("Parent transaction does not exist", "parentTransactionId")));
        }
        BigDecimal amount = amount(order.get(), input);
        if (amount.signum() <= 0 || amount.compareTo(order.get().capturable(parent.get())) > 0) {
            return ProductMutations.refused(shop, List.of(
                    Problem.at("Amount cannot be greater than the amount of the authorized transaction", "amount")));
        }
        var captured = new Payment(shop.catalog().newId(), Kind.CAPTURE, Status.SUCCESS, parent.get().gateway(),
                amount, shop.now(), parent.get().id(), parent.get().test());
        order.get().pay(captured);
        order.get().updatedAt = shop.now();
        return ProductMutations.done(shop, "transaction", new PaymentFields.Paid(order.get(), captured));
    }

    /// An amount of money as it is given for an order: in the customer's currency if that is not the shop's.
    static BigDecimal amount(Order order, Input input) {
        return order.amounts.fromPresentment(input.number("amount").orElse(BigDecimal.ZERO));
    }

    private static Map<String, @Nullable Object> delete(Shop shop, Call call) {
        Optional<Order> order = OrderQueries.order(shop, call, call.text("orderId"));
        if (order.isEmpty()) {
            return ProductMutations.refused(shop,
                    List.of(Problem.coded("NOT_FOUND", "Order does not exist", "orderId")));
        }
        // What went through a payment service has to be kept (Shopify's help on deleting orders).
        boolean kept = order.get().payments.stream()
                .anyMatch(payment -> payment.received() && !payment.test()
                        && !payment.gateway().equals(Payment.MANUAL));
        if (kept && !order.get().cancelled()) {
            return ProductMutations.refused(shop,
                    List.of(Problem.coded("INVALID", "Order can't be deleted", "orderId")));
        }
        shop.changes().deleted(order.get());
        return ProductMutations.done(shop, "deletedId", order.get().gid());
    }
}
