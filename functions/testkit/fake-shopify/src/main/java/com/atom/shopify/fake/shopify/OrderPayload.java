package com.atom.shopify.fake.shopify;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An order as webhooks show it. What the simulator does not know of an order, such as carts, is null.
record OrderPayload(Shop shop, Order order, Rest rest, LinePayload lines) {
    private static final int FIRST_NUMBER = 1_000;

    static Map<String, @Nullable Object> of(Shop shop, Order order) {
        var payload = new LinkedHashMap<String, @Nullable Object>();
        var writer = new OrderPayload(shop, order, new Rest(shop), new LinePayload(order));
        writer.words(payload);
        writer.figures(payload);
        writer.parts(payload);
        return payload;
    }

    private void words(Map<String, @Nullable Object> payload) {
        payload.put("id", order.id);
        payload.put("admin_graphql_api_id", order.gid());
        payload.put("app_id", null);
        payload.put("cancel_reason", order.cancellation == null ? null : Rest.lower(order.cancellation.reason()));
        payload.put("cancelled_at", order.cancellation == null ? null : rest.time(order.cancellation.at()));
        payload.put("cart_token", null);
        payload.put("checkout_token", null);
        payload.put("client_details", null);
        payload.put("closed_at", rest.time(order.closedAt));
        payload.put("confirmed", true);
        payload.put("contact_email", rest.personal(order.email));
        payload.put("created_at", rest.time(order.createdAt));
        payload.put("currency", order.amounts.shop().getCurrencyCode());
        payload.put("email", rest.personal(order.email));
        payload.put("financial_status", Rest.lower(OrderStatus.financial(order)));
        payload.put("fulfillment_status", fulfillmentStatus());
        payload.put("location_id", null);
        payload.put("name", order.name);
        payload.put("note", order.note);
        payload.put("note_attributes", LinePayload.pairs(order.attributes));
        payload.put("number", order.number - FIRST_NUMBER);
        payload.put("order_number", order.number);
        payload.put("payment_gateway_names", order.payments.stream().map(Payment::gateway).distinct().toList());
        payload.put("phone", rest.personal(order.phone));
        payload.put("po_number", order.poNumber);
        payload.put("presentment_currency", order.amounts.presentment().getCurrencyCode());
        payload.put("processed_at", rest.time(order.processedAt));
        payload.put("source_identifier", order.sourceIdentifier);
        payload.put("source_name", order.sourceName);
        payload.put("tags", String.join(", ", order.tags));
        payload.put("tax_exempt", false);
        payload.put("taxes_included", order.bill.taxesIncluded());
        payload.put("test", order.test);
        payload.put("token", "%032x".formatted(order.id));
        payload.put("updated_at", rest.time(order.updatedAt));
        payload.put("user_id", null);
    }

    private @Nullable String fulfillmentStatus() {
        return switch (OrderStatus.fulfillment(order)) {
            case "FULFILLED" -> "fulfilled";
            case "PARTIALLY_FULFILLED" -> "partial";
            default -> null;
        };
    }

    private void figures(Map<String, @Nullable Object> payload) {
        Bill bill = order.bill;
        amount(payload, "current_subtotal_price", order.currentSubtotal());
        amount(payload, "current_total_discounts", order.currentDiscount());
        amount(payload, "current_total_price", order.currentTotal());
        amount(payload, "current_total_tax", order.currentTax());
        payload.put("current_shipping_price_set", Rest.set(order.amounts, order.currentShipping()));
        amount(payload, "subtotal_price", bill.subtotal());
        amount(payload, "total_discounts", bill.discount());
        amount(payload, "total_line_items_price", bill.original());
        payload.put("total_outstanding", Rest.money(order.outstanding(), order.amounts.shop()));
        amount(payload, "total_price", bill.total());
        payload.put("total_shipping_price_set", Rest.set(order.amounts, bill.shippingTotal()));
        amount(payload, "total_tax", bill.tax());
        payload.put("total_tip_received", Rest.money(BigDecimal.ZERO, order.amounts.shop()));
        payload.put("total_weight", 0);
    }

    private void amount(Map<String, @Nullable Object> payload, String name, BigDecimal amount) {
        Rest.both(payload, name, order.amounts, amount);
    }

    private void parts(Map<String, @Nullable Object> payload) {
        Bill bill = order.bill;
        payload.put("tax_lines", lines.taxes(bill.taxes()));
        payload.put("discount_codes", bill.discounts().stream()
                .filter(discount -> discount.source() == Discount.Source.CODE).map(this::code).toList());
        payload.put("discount_applications", bill.discounts().stream().map(this::application).toList());
        payload.put("line_items", bill.lines().stream().map(lines::of).toList());
        payload.put("shipping_lines", bill.shipping().stream().map(lines::of).toList());
        payload.put("fulfillments", order.fulfillments.stream()
                .map(fulfillment -> FulfillmentPayload.of(shop, order, fulfillment)).toList());
        payload.put("refunds",
                order.refunds.stream().map(refund -> RefundPayload.of(shop, order, refund)).toList());
        payload.put("billing_address", rest.personal(Rest.address(order.billingAddress)));
        payload.put("shipping_address", rest.personal(Rest.address(order.shippingAddress)));
        payload.put("customer", Optional.ofNullable(order.buyerId).flatMap(id -> shop.customers().find(id))
                .map(customer -> CustomerPayload.of(shop, customer)).orElse(null));
    }

    private Map<String, Object> code(Discount discount) {
        BigDecimal taken = Shares.sum(order.bill.charges().flatMap(charge -> charge.discounts().stream())
                .filter(part -> part.discount().index() == discount.index()).map(Discount.Part::amount).toList());
        var payload = new LinkedHashMap<String, Object>();
        payload.put("code", discount.title());
        payload.put("amount", Rest.money(taken, order.amounts.shop()));
        payload.put("type", switch (discount.target()) {
            case SHIPPING -> "shipping";
            case LINE, ORDER -> valueType(discount);
        });
        return payload;
    }

    private Map<String, Object> application(Discount discount) {
        boolean code = discount.source() == Discount.Source.CODE;
        var payload = new LinkedHashMap<String, Object>();
        payload.put("target_type", discount.target() == Discount.Target.SHIPPING ? "shipping_line" : "line_item");
        payload.put("type", code ? "discount_code" : "manual");
        payload.put("value", LinePayload.decimal(discount.value()));
        payload.put("value_type", valueType(discount));
        payload.put("allocation_method", discount.target() == Discount.Target.LINE ? "each" : "across");
        payload.put("target_selection", discount.ofLine() ? "explicit" : "all");
        payload.put(code ? "code" : "title", discount.title());
        return payload;
    }

    private static String valueType(Discount discount) {
        return discount.percentage() ? "percentage" : "fixed_amount";
    }
}
