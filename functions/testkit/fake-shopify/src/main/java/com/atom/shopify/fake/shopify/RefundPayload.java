package com.atom.shopify.fake.shopify;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A refund as webhooks show it, alone and within its order.
record RefundPayload(Shop shop, Order order, Refund refund) {
    static Map<String, @Nullable Object> of(Shop shop, Order order, Refund refund) {
        return new RefundPayload(shop, order, refund).written();
    }

    private Map<String, @Nullable Object> written() {
        var rest = new Rest(shop);
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("id", refund.id());
        payload.put("admin_graphql_api_id", refund.gid());
        payload.put("created_at", rest.time(refund.createdAt()));
        payload.put("note", refund.note());
        payload.put("order_id", order.id);
        payload.put("processed_at", rest.time(refund.processedAt()));
        payload.put("restock", refund.lines().stream().anyMatch(line -> line.restock().stocked()));
        payload.put("total_duties_set", Rest.set(order.amounts, BigDecimal.ZERO));
        payload.put("user_id", null);
        payload.put("order_adjustments", refund.adjustments().stream().map(this::adjustment).toList());
        payload.put("transactions", refund.payments().stream().map(this::transaction).toList());
        payload.put("refund_line_items", refund.lines().stream().map(this::line).toList());
        payload.put("refund_shipping_lines", refund.shipping().stream().map(this::shipping).toList());
        payload.put("duties", List.of());
        return payload;
    }

    private Map<String, @Nullable Object> line(Refund.Line taken) {
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("id", taken.id());
        payload.put("line_item_id", taken.line().id());
        payload.put("location_id", taken.restock().stocked() ? OrderStock.location(shop).id() : null);
        payload.put("quantity", taken.quantity());
        payload.put("restock_type", Rest.lower(taken.restock().name()));
        Rest.both(payload, "subtotal", order.amounts, taken.subtotal());
        Rest.both(payload, "total_tax", order.amounts, taken.tax());
        payload.put("line_item", new LinePayload(order).of(taken.line()));
        return payload;
    }

    private Map<String, @Nullable Object> shipping(Refund.Shipping taken) {
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("id", taken.id());
        payload.put("shipping_line_id", taken.charge().id());
        payload.put("subtotal_amount_set", Rest.set(order.amounts, taken.subtotal()));
        payload.put("tax_amount_set", Rest.set(order.amounts, taken.tax()));
        return payload;
    }

    private Map<String, @Nullable Object> adjustment(Refund.Adjustment adjustment) {
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("id", adjustment.id());
        payload.put("order_id", order.id);
        payload.put("refund_id", refund.id());
        payload.put("kind", "refund_discrepancy");
        payload.put("reason", adjustment.reason());
        Rest.both(payload, "amount", order.amounts, adjustment.amount());
        Rest.both(payload, "tax_amount", order.amounts, BigDecimal.ZERO);
        return payload;
    }

    private Map<String, @Nullable Object> transaction(Payment payment) {
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("id", payment.id());
        payload.put("admin_graphql_api_id", payment.gid());
        payload.put("order_id", order.id);
        payload.put("kind", Rest.lower(payment.kind().name()));
        payload.put("gateway", payment.gateway());
        payload.put("status", Rest.lower(payment.status().name()));
        payload.put("amount", Rest.money(payment.amount(), order.amounts.shop()));
        payload.put("currency", order.amounts.shop().getCurrencyCode());
        payload.put("parent_id", payment.parentId());
        payload.put("processed_at", new Rest(shop).time(payment.processedAt()));
        payload.put("test", payment.test());
        return payload;
    }
}
