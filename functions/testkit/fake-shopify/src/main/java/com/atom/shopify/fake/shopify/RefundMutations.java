package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Payment.Kind;
import com.atom.shopify.fake.shopify.Refund.Restock;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Refunds: what they are asked to be, what is wrong with that, and letting them happen.
final class RefundMutations {
    private static final String SHIPPING = "shipping";

    private final Shop shop;
    private final Order order;
    private final Input input;
    private final Refunding refunding;
    private final List<Problem> problems = new ArrayList<>();

    private RefundMutations(Shop shop, Order order, Input input) {
        this.shop = shop;
        this.order = order;
        this.input = input;
        this.refunding = new Refunding(shop, order);
    }

    static void wire(Wiring wiring) {
        wiring.root("Mutation", "refundCreate", RefundMutations::create);
        wiring.plain("RefundCreatePayload", "refund", "order", "userErrors");
    }

    private static Map<String, @Nullable Object> create(Shop shop, Call call) {
        Input input = call.input("input").only("currency", "discrepancyReason", "note", "notify", "orderId",
                "processedAt", "refundLineItems", "shipping", "transactions");
        return OrderQueries.order(shop, call, input.text("orderId").orElse(""))
                .map(order -> new RefundMutations(shop, order, input).run())
                .orElseGet(() -> ProductMutations.refused(shop,
                        List.of(Problem.at("Order does not exist", "orderId"))));
    }

    private Map<String, @Nullable Object> run() {
        currency();
        List<Refund.Line> lines = lines(refunding, input.objects("refundLineItems"), problems);
        List<Refund.Shipping> shipping = shipping();
        Instant processed = input.text("processedAt").map(at -> OffsetDateTime.parse(at).toInstant())
                .orElse(shop.now());
        List<Payment> payments = payments(processed);
        if (problems.isEmpty() && lines.isEmpty() && shipping.isEmpty() && payments.isEmpty()) {
            problems.add(Problem.at("Refund must have at least one line item, shipping or transaction", "orderId"));
        }
        if (!problems.isEmpty()) {
            return ProductMutations.refused(shop, problems);
        }
        Refund refund = refunding.apply(lines, shipping, payments, new Refunding.Circumstances(shop.now(), processed,
                input.text("note").orElse(null), reason()));
        var payload = ProductMutations.done(shop, "refund", new RefundFields.Given(order, refund));
        payload.put("order", order);
        return payload;
    }

    private String reason() {
        String given = input.text("discrepancyReason").orElse("OTHER");
        return given.equals("OTHER") ? "REFUND_DISCREPANCY" : given;
    }

    private void currency() {
        String presentment = order.amounts.presentment().getCurrencyCode();
        Optional<String> given = input.text("currency");
        boolean needed = !order.amounts.shop().equals(order.amounts.presentment());
        if (given.isEmpty() && needed) {
            problems.add(Problem.at("Currency is required for orders in several currencies", "currency"));
        }
        if (given.filter(code -> !code.equals(presentment)).isPresent()) {
            problems.add(Problem.at("Currency must be the presentment currency " + presentment, "currency"));
        }
    }

    /// Units to take back. Shopify's words are known for too many units; the others are the simulator's.
    static List<Refund.Line> lines(Refunding refunding, List<Input> inputs, List<Problem> problems) {
        Order order = refunding.order();
        var lines = new ArrayList<Refund.Line>();
        var asked = new HashMap<Long, Integer>();
        for (int at = 0; at < inputs.size(); at++) {
            Input item = inputs.get(at).only("lineItemId", "locationId", "quantity", "restockType");
            Optional<OrderLine> line = item.text("lineItemId").flatMap(id -> Gid.parse(id, "LineItem"))
                    .flatMap(id -> order.line(id.number()));
            if (line.isEmpty()) {
                problems.add(Problem.at("Line item does not exist", "refundLineItems", at, "lineItemId"));
                continue;
            }
            int quantity = item.number("quantity").orElse(BigDecimal.ZERO).intValue();
            Restock restock = restock(item.text("restockType").orElse("NO_RESTOCK"));
            int together = asked.merge(line.get().id(), quantity, Integer::sum);
            if (together > order.current(line.get()) || quantity < 1) {
                problems.add(Problem.at("Quantity cannot refund more items than were purchased", "refundLineItems", at,
                        "quantity"));
            } else if (restock == Restock.CANCEL && quantity > order.unsent(line.get())) {
                problems.add(Problem.at("Quantity cannot cancel more items than are unfulfilled", "refundLineItems",
                        at, "restockType"));
            } else if (together > quantity) {
                problems.add(Problem.at("Line item is listed twice", "refundLineItems", at, "lineItemId"));
            } else {
                lines.add(refunding.line(line.get(), quantity, restock));
            }
        }
        return List.copyOf(lines);
    }

    private static Restock restock(String name) {
        return switch (name) {
            case "CANCEL" -> Restock.CANCEL;
            case "RETURN" -> Restock.RETURN;
            case "NO_RESTOCK" -> Restock.NO_RESTOCK;
            default -> throw Refusal.unsupported("restockType " + name);
        };
    }

    private List<Refund.Shipping> shipping() {
        Input given = input.object(SHIPPING).orElse(Input.of(SHIPPING, null)).only("amount", "fullRefund");
        BigDecimal left = refunding.shippingLeft();
        BigDecimal amount = given.truth("fullRefund").orElse(false)
                ? left
                : given.value("amount").isPresent() ? OrderMutations.amount(order, given) : BigDecimal.ZERO;
        if (amount.compareTo(left) > 0 || amount.signum() < 0) {
            problems.add(Problem.at("Shipping refund amount is greater than the shipping that is left", SHIPPING,
                    "amount"));
            return List.of();
        }
        return refunding.shipping(amount);
    }

    private List<Payment> payments(Instant at) {
        var payments = new ArrayList<Payment>();
        var asked = new HashMap<Long, BigDecimal>();
        List<Input> inputs = input.objects("transactions");
        for (int place = 0; place < inputs.size(); place++) {
            Input given = inputs.get(place).only("amount", "gateway", "kind", "orderId", "parentId");
            if (!given.text("kind").orElse("").equals(Kind.REFUND.name())) {
                throw Refusal.unsupported("a refund's transaction of kind " + given.text("kind").orElse(""));
            }
            Optional<Payment> parent = parent(given, OrderMutations.amount(order, given));
            BigDecimal amount = amount(given, parent.map(order::refundable).orElse(order.amounts.zero()));
            if (parent.isEmpty()) {
                problems.add(Problem.at("Parent transaction does not exist", "transactions", place, "parentId"));
            } else if (amount.signum() <= 0 || asked.merge(parent.get().id(), amount, BigDecimal::add)
                    .compareTo(order.refundable(parent.get())) > 0) {
                problems.add(Problem.at("Refund amount is greater than the amount that can be refunded",
                        "transactions", place, "amount"));
            } else {
                payments.add(refunding.refund(parent.get(), amount, at));
            }
        }
        return List.copyOf(payments);
    }

    /// The shop's amount. Who gives all that is left in the customer's currency means all that is left.
    private BigDecimal amount(Input given, BigDecimal left) {
        return given.number("amount").filter(amount -> amount.compareTo(order.amounts.toPresentment(left)) == 0)
                .map(_ -> left).orElseGet(() -> OrderMutations.amount(order, given));
    }

    /// The payment that is to be refunded; without its id the first that fits.
    private Optional<Payment> parent(Input given, BigDecimal amount) {
        Optional<String> id = given.text("parentId");
        if (id.isPresent()) {
            return id.flatMap(text -> Gid.parse(text, Payment.TYPE)).flatMap(gid -> order.payment(gid.number()))
                    .filter(Payment::received);
        }
        List<Payment> received = order.payments.stream().filter(Payment::received).toList();
        return received.stream().filter(payment -> order.refundable(payment).compareTo(amount) >= 0).findFirst()
                .or(() -> received.stream().findFirst());
    }
}
