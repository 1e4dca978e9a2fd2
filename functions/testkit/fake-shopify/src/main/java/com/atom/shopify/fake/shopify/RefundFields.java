package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.OrderLineFields.Shipped;
import com.atom.shopify.fake.shopify.OrderLineFields.Sold;
import com.atom.shopify.fake.shopify.PaymentFields.Paid;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The official type `Refund` and what belongs to it.
final class RefundFields {
    private RefundFields() {}

    /// A refund within its order.
    record Given(Order order, Refund refund) {}

    static void wire(Wiring wiring) {
        List.of("RefundLineItem", "RefundShippingLine", "OrderAdjustment").forEach(name -> Page.wire(wiring, name));
        wiring.plain("RefundLineItem", "id", "quantity", "restockType", "restocked", "priceSet", "subtotalSet",
                "totalTaxSet", "lineItem", "location");
        wiring.plain("RefundShippingLine", "id", "shippingLine", "subtotalAmountSet", "taxAmountSet");
        wiring.plain("OrderAdjustment", "id", "amountSet", "taxAmountSet", "reason");
        wiring.type(Refund.TYPE, Given.class)
                .field("id", given -> given.refund.gid())
                .field("legacyResourceId", given -> Long.toString(given.refund.id()))
                .field("createdAt", given -> ShopFields.time(given.refund.createdAt()))
                .field("processedAt", given -> ShopFields.time(given.refund.processedAt()))
                .field("updatedAt", given -> ShopFields.time(given.refund.createdAt()))
                .field("note", given -> given.refund.note())
                .field("order", Given::order)
                .field("totalRefundedSet", given -> given.order.amounts.bag(given.refund.paidBack()))
                .field("duties", given -> List.of())
                .answer("refundLineItems", (given, call) -> Page.listed(given.refund.lines().stream()
                        .map(line -> line(given.order, line, call)).toList(), call.environment()))
                .answer("refundShippingLines", (given, call) -> Page.listed(given.refund.shipping().stream()
                        .map(taken -> shipping(given.order, taken)).toList(), call.environment()))
                .answer("orderAdjustments", (given, call) -> Page.listed(given.refund.adjustments().stream()
                        .map(adjustment -> adjustment(given.order, adjustment)).toList(), call.environment()))
                .answer("transactions", (given, call) -> Page.listed(given.refund.payments().stream()
                        .map(payment -> new Paid(given.order, payment)).toList(), call.environment()))
                .nothing("return", "staffMember");
        wiring.type(Order.TYPE, Order.class).answer("refunds",
                (order, call) -> OrderFields.first(of(order), call));
    }

    static List<Given> of(Order order) {
        return order.refunds.stream().map(refund -> new Given(order, refund)).toList();
    }

    /// A `RefundLineItem`; one that is only suggested has no id at Shopify, and none here.
    static Map<String, @Nullable Object> line(Order order, Refund.Line taken, Call call) {
        boolean happened = order.refunds.stream().anyMatch(refund -> refund.lines().contains(taken));
        var entry = new HashMap<String, @Nullable Object>();
        entry.put("id", happened ? Gid.of("RefundLineItem", taken.id()) : null);
        entry.put("quantity", taken.quantity());
        entry.put("restockType", taken.restock().name());
        entry.put("restocked", happened && taken.restock().stocked());
        entry.put("priceSet", order.amounts.bag(taken.line().unitPrice()));
        entry.put("subtotalSet", order.amounts.bag(taken.subtotal()));
        entry.put("totalTaxSet", order.amounts.bag(taken.tax()));
        entry.put("lineItem", new Sold(order, taken.line()));
        entry.put("location", taken.restock().stocked() ? OrderStock.location(call.shop()) : null);
        return entry;
    }

    private static Map<String, Object> shipping(Order order, Refund.Shipping taken) {
        return Map.of("id", Gid.of("RefundShippingLine", taken.id()), "shippingLine",
                new Shipped(order, taken.charge()), "subtotalAmountSet", order.amounts.bag(taken.subtotal()),
                "taxAmountSet", order.amounts.bag(taken.tax()));
    }

    private static Map<String, Object> adjustment(Order order, Refund.Adjustment adjustment) {
        return Map.of("id", Gid.of("OrderAdjustment", adjustment.id()), "amountSet",
                order.amounts.bag(adjustment.amount()), "taxAmountSet", order.amounts.bag(order.amounts.zero()),
                "reason", adjustment.reason());
    }
}
