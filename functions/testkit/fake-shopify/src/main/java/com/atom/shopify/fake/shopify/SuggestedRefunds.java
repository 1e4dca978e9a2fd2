package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.PaymentFields.Paid;
import com.atom.shopify.fake.shopify.Refund.Restock;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `order.suggestedRefund` reckons without anything happening.
final class SuggestedRefunds {
    private SuggestedRefunds() {}

    static void wire(Wiring wiring) {
        wiring.plain("SuggestedRefund", "amountSet", "subtotalSet", "discountedSubtotalSet", "totalTaxSet",
                "totalCartDiscountAmountSet", "totalDutiesSet", "maximumRefundableSet", "refundDuties",
                "refundLineItems", "shipping", "suggestedTransactions");
        wiring.plain("ShippingRefund", "amountSet", "taxSet", "maximumRefundableSet");
        wiring.plain("SuggestedOrderTransaction", "kind", "gateway", "formattedGateway", "amountSet",
                "maximumRefundableSet", "parentTransaction", "accountNumber");
        wiring.type(Order.TYPE, Order.class).answer("suggestedRefund", SuggestedRefunds::suggested);
    }

    private static Map<String, Object> suggested(Order order, Call call) {
        call.refuse("refundDuties");
        if (!call.text("refundMethodAllocation").equals("ORIGINAL_PAYMENT_METHODS")) {
            throw Refusal.unsupported("suggestedRefund(refundMethodAllocation: STORE_CREDIT)");
        }
        var refunding = new Refunding(call.shop(), order);
        boolean all = call.truth("suggestFullRefund");
        List<Refund.Line> lines = all ? rest(refunding) : asked(refunding, call);
        List<Refund.Shipping> shipping = refunding.shipping(shipping(refunding, call, all));
        return shown(refunding, lines, shipping, call);
    }

    /// What was not sent is cancelled, the rest comes back.
    private static List<Refund.Line> rest(Refunding refunding) {
        return refunding.order().bill.lines().stream().filter(line -> refunding.order().current(line) > 0)
                .map(line -> refunding.line(line, refunding.order().current(line),
                        refunding.order().unsent(line) >= refunding.order().current(line)
                                ? Restock.CANCEL
                                : Restock.RETURN))
                .toList();
    }

    private static List<Refund.Line> asked(Refunding refunding, Call call) {
        var given = new HashMap<String, @Nullable Object>();
        given.put("items", call.environment().getArgument("refundLineItems"));
        var problems = new ArrayList<Problem>();
        List<Refund.Line> lines = RefundMutations.lines(refunding, Input.of("", given).objects("items"), problems);
        if (!problems.isEmpty()) {
            throw Refusal.coded("BAD_REQUEST", problems.getFirst().message());
        }
        return lines;
    }

    private static BigDecimal shipping(Refunding refunding, Call call, boolean all) {
        if (all || call.truth("refundShipping")) {
            return refunding.shippingLeft();
        }
        Object amount = call.environment().getArgument("shippingAmount");
        return amount == null
                ? BigDecimal.ZERO
                : refunding.order().amounts.fromPresentment(new BigDecimal(String.valueOf(amount)))
                        .min(refunding.shippingLeft());
    }

    private static Map<String, Object> shown(Refunding refunding, List<Refund.Line> lines,
            List<Refund.Shipping> shipping, Call call) {
        Order order = refunding.order();
        Amounts amounts = order.amounts;
        BigDecimal subtotal = Shares.sum(lines.stream().map(Refund.Line::subtotal).toList());
        BigDecimal due = refunding.due(refunding.worth(lines, shipping));
        var shown = new HashMap<String, Object>();
        shown.put("amountSet", amounts.bag(due));
        shown.put("subtotalSet", amounts.bag(subtotal));
        shown.put("discountedSubtotalSet", amounts.bag(subtotal));
        shown.put("totalTaxSet", amounts.bag(refunding.tax(lines, shipping)));
        shown.put("totalCartDiscountAmountSet", amounts.bag(Shares.sum(lines.stream().map(Refund.Line::discount)
                .toList())));
        shown.put("totalDutiesSet", amounts.bag(amounts.zero()));
        shown.put("maximumRefundableSet", amounts.bag(order.netPayment()));
        shown.put("refundDuties", List.of());
        shown.put("refundLineItems", lines.stream().map(line -> RefundFields.line(order, line, call)).toList());
        shown.put("shipping", Map.of(
                "amountSet", amounts.bag(Shares.sum(shipping.stream().map(Refund.Shipping::subtotal).toList())),
                "taxSet", amounts.bag(Shares.sum(shipping.stream().map(Refund.Shipping::tax).toList())),
                "maximumRefundableSet", amounts.bag(refunding.shippingLeft())));
        shown.put("suggestedTransactions", refunding.payBack(due, call.shop().now()).stream()
                .map(payment -> transaction(order, payment)).toList());
        return shown;
    }

    private static Map<String, Object> transaction(Order order, Payment payment) {
        Payment parent = order.payment(payment.parentId() == null ? 0 : payment.parentId()).orElseThrow();
        return Map.of("kind", "SUGGESTED_REFUND", "gateway", payment.gateway(), "formattedGateway",
                PaymentFields.title(payment.gateway()), "amountSet", order.amounts.bag(payment.amount()),
                "maximumRefundableSet", order.amounts.bag(order.refundable(parent)), "parentTransaction",
                new Paid(order, parent));
    }
}
