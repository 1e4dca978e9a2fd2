package com.atom.shopify.fake.shopify;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an order charges for, as webhooks show it.
record LinePayload(Order order) {
    Map<String, @Nullable Object> of(OrderLine line) {
        OrderLine.Goods goods = line.goods();
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("id", line.id());
        payload.put("admin_graphql_api_id", Gid.of("LineItem", line.id()));
        payload.put("attributed_staffs", List.of());
        payload.put("current_quantity", order.current(line));
        payload.put("fulfillable_quantity", order.unsent(line));
        payload.put("fulfillment_service", "manual");
        payload.put("fulfillment_status", sending(line));
        payload.put("gift_card", goods.giftCard());
        payload.put("grams", 0);
        payload.put("name", goods.name());
        Rest.both(payload, "price", order.amounts, line.unitPrice());
        payload.put("product_exists", goods.productId() != null);
        payload.put("product_id", goods.productId());
        payload.put("properties", pairs(line.attributes()));
        payload.put("quantity", line.quantity());
        payload.put("requires_shipping", goods.requiresShipping());
        payload.put("sku", goods.sku());
        payload.put("taxable", goods.taxable());
        payload.put("title", goods.title());
        Rest.both(payload, "total_discount", order.amounts, Shares.sum(line.discounts().stream()
                .filter(part -> part.discount().ofLine()).map(Discount.Part::amount).toList()));
        payload.put("variant_id", goods.variantId());
        payload.put("variant_inventory_management", goods.variantId() == null ? null : "shopify");
        payload.put("variant_title", goods.variantTitle());
        payload.put("vendor", goods.vendor());
        payload.put("tax_lines", taxes(line.taxes()));
        payload.put("duties", List.of());
        payload.put("discount_allocations", allocations(line));
        return payload;
    }

    Map<String, @Nullable Object> of(ShippingCharge charge) {
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("id", charge.id());
        payload.put("carrier_identifier", null);
        payload.put("code", charge.code());
        Rest.both(payload, "discounted_price", order.amounts, charge.discounted());
        payload.put("is_removed", false);
        payload.put("phone", null);
        Rest.both(payload, "price", order.amounts, charge.original());
        payload.put("requested_fulfillment_service_id", null);
        payload.put("source", charge.source());
        payload.put("title", charge.title());
        payload.put("tax_lines", taxes(charge.taxes()));
        payload.put("discount_allocations", allocations(charge));
        return payload;
    }

    List<Map<String, @Nullable Object>> taxes(List<Tax> taxes) {
        return taxes.stream().map(this::tax).toList();
    }

    private Map<String, @Nullable Object> tax(Tax tax) {
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("channel_liable", tax.channelLiable());
        Rest.both(payload, "price", order.amounts, tax.amount());
        payload.put("rate", tax.rate());
        payload.put("title", tax.title());
        return payload;
    }

    private List<Map<String, @Nullable Object>> allocations(Charge charge) {
        return charge.discounts().stream().map(this::allocation).toList();
    }

    private Map<String, @Nullable Object> allocation(Discount.Part part) {
        var payload = new LinkedHashMap<String, @Nullable Object>();
        Rest.both(payload, "amount", order.amounts, part.amount());
        payload.put("discount_application_index", part.discount().index());
        return payload;
    }

    private @Nullable String sending(OrderLine line) {
        int sent = order.sent(line);
        return sent == 0 ? null : order.unsent(line) == 0 ? "fulfilled" : "partial";
    }

    static List<Map<String, Object>> pairs(Map<String, String> attributes) {
        return attributes.entrySet().stream().map(attribute -> {
            var pair = new LinkedHashMap<String, Object>();
            pair.put("name", attribute.getKey());
            pair.put("value", attribute.getValue());
            return (Map<String, Object>) pair;
        }).toList();
    }

    /// A share as a percentage or amount is written as a decimal number.
    static String decimal(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return plain.setScale(Math.max(1, plain.scale())).toPlainString();
    }
}
