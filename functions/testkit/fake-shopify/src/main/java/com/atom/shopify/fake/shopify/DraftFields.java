package com.atom.shopify.fake.shopify;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The official types `DraftOrder` and `DraftOrderLineItem`.
final class DraftFields {
    private DraftFields() {}

    /// A line within its draft.
    record Planned(Draft draft, OrderLine line) {}

    static void wire(Wiring wiring) {
        List.of(Draft.TYPE, "DraftOrderLineItem").forEach(name -> Page.wire(wiring, name));
        wiring.plain("DraftOrderAppliedDiscount", "title", "description", "value", "valueType", "amountSet");
        var calculated = wiring.type("CalculatedDraftOrder", Draft.class);
        amounts(calculated);
        calculated.field("lineItems", draft -> planned(draft)).field("warnings", draft -> List.of());
        line(wiring.type("CalculatedDraftOrderLineItem", Planned.class));
        // A draft is a `DraftOrder` wherever its type is asked for: the last name of a class counts.
        draft(wiring.type(Draft.TYPE, Draft.class));
        var line = wiring.type("DraftOrderLineItem", Planned.class);
        line(line);
        line.field("id", planned -> Gid.of("DraftOrderLineItem", planned.line.id()))
                .field("taxLines", planned -> OrderLineFields.taxes(planned.line.taxes(), planned.draft.amounts));
    }

    private static List<Planned> planned(Draft draft) {
        return draft.bill.lines().stream().map(line -> new Planned(draft, line)).toList();
    }

    private static void draft(Wiring.Type<Draft> type) {
        type.field("id", Draft::gid)
                .field("legacyResourceId", draft -> Long.toString(draft.id))
                .field("name", draft -> draft.name)
                .field("status", Draft::status)
                .field("ready", draft -> true)
                .field("email", draft -> draft.text("email"))
                .field("phone", draft -> draft.text("phone"))
                .field("note2", draft -> draft.text("note"))
                .field("poNumber", draft -> draft.text("poNumber"))
                .field("tags", Draft::tags)
                .field("customAttributes", draft -> OrderFields.attributes(DraftTerms.attributes(draft)))
                .field("createdAt", draft -> ShopFields.time(draft.createdAt))
                .field("updatedAt", draft -> ShopFields.time(draft.updatedAt))
                .field("completedAt", draft -> ShopFields.time(draft.completedAt))
                .answer("invoiceUrl", (draft, call) -> "https://" + call.shop().name().domain() + "/invoices/"
                        + draft.id)
                .answer("order", (draft, call) -> Optional.ofNullable(draft.orderId)
                        .flatMap(id -> OrderQueries.order(call.shop(), call, id)).orElse(null))
                .answer("customer", (draft, call) -> {
                    OrderFields.demand(call, "read_customers");
                    return CustomerFields.of(call.shop(), draft.buyerId);
                })
                .answer("purchasingEntity", (draft, call) -> {
                    OrderFields.demand(call, "read_customers");
                    return CustomerFields.of(call.shop(), draft.buyerId);
                })
                .field("shippingAddress", draft -> draft.shippingAddress)
                .field("billingAddress", draft -> draft.billingAddress)
                .field("taxExempt", draft -> draft.asked.truth("taxExempt").orElse(false))
                .field("visibleToCustomer", draft -> draft.asked.truth("visibleToCustomer").orElse(false))
                .field("discountCodes", draft -> List.of())
                .field("appliedDiscount", draft -> applied(draft.bill.discounts().stream()
                        .filter(discount -> !discount.ofLine()).findFirst(), draft.amounts, draft.bill.lines()))
                .answer("lineItems", (draft, call) -> Page.listed(planned(draft), call.environment()))
                .answer("shippingLine", (draft, call) -> draft.bill.shipping().stream().findFirst()
                        .map(charge -> new OrderLineFields.Shipped(sketch(draft), charge)).orElse(null))
                .field("warnings", draft -> List.of())
                .nothing("paymentTerms", "invoiceSentAt", "reserveInventoryUntil", "metafield", "deposit")
                .nobody("metafields", "events");
        amounts(type);
    }

    /// What a draft and a calculation have in common.
    private static void amounts(Wiring.Type<Draft> type) {
        type.field("currencyCode", draft -> draft.amounts.shop().getCurrencyCode())
                .field("presentmentCurrencyCode", draft -> draft.amounts.presentment().getCurrencyCode())
                .field("taxesIncluded", draft -> draft.bill.taxesIncluded())
                .field("taxLines", draft -> OrderLineFields.taxes(draft.bill.taxes(), draft.amounts))
                .field("totalQuantityOfLineItems", draft -> draft.bill.quantity());
        bag(type, "subtotalPriceSet", draft -> draft.bill.subtotal());
        bag(type, "totalPriceSet", draft -> draft.bill.total());
        bag(type, "totalTaxSet", draft -> draft.bill.tax());
        bag(type, "totalShippingPriceSet", draft -> draft.bill.shippingTotal());
        bag(type, "totalDiscountsSet", draft -> draft.bill.discount());
        bag(type, "totalLineItemsPriceSet", draft -> draft.bill.original());
        bag(type, "lineItemsSubtotalPrice", draft -> draft.bill.subtotal().add(draft.bill.orderDiscount()));
    }

    private static void line(Wiring.Type<Planned> type) {
        type.field("uuid", planned -> new UUID(planned.draft.id, planned.line.id()).toString())
                .field("custom", planned -> planned.line.goods().variantId() == null)
                .field("name", planned -> planned.line.goods().name())
                .field("title", planned -> planned.line.goods().title())
                .field("variantTitle", planned -> planned.line.goods().variantTitle())
                .field("sku", planned -> planned.line.goods().sku())
                .field("vendor", planned -> planned.line.goods().vendor())
                .field("quantity", planned -> planned.line.quantity())
                .field("requiresShipping", planned -> planned.line.goods().requiresShipping())
                .field("taxable", planned -> planned.line.goods().taxable())
                .field("isGiftCard", planned -> planned.line.goods().giftCard())
                .field("customAttributes", planned -> OrderFields.attributes(planned.line.attributes()))
                .field("appliedDiscount", planned -> applied(planned.line.discounts().stream()
                        .map(Discount.Part::discount).filter(Discount::ofLine).findFirst(), planned.draft.amounts,
                        List.of(planned.line)))
                .answer("variant", (planned, call) -> {
                    OrderFields.demand(call, "read_products");
                    return OrderStock.variant(call.shop(), planned.line).orElse(null);
                })
                .answer("product", (planned, call) -> {
                    OrderFields.demand(call, "read_products");
                    Long id = planned.line.goods().productId();
                    return id == null ? null : call.shop().catalog().find(id).orElse(null);
                })
                .nothing("image", "fulfillmentService");
        type.field("originalUnitPriceSet", planned -> planned.draft.amounts.bag(planned.line.unitPrice()))
                .field("originalUnitPriceWithCurrency", planned -> Amounts.money(planned.line.unitPrice(),
                        planned.draft.amounts.shop()))
                .field("originalTotalSet", planned -> planned.draft.amounts.bag(planned.line.original()))
                .field("totalDiscountSet", planned -> planned.draft.amounts.bag(planned.line.discount()))
                .field("discountedTotalSet", planned -> planned.draft.amounts.bag(planned.line.discounted()));
    }

    private static @Nullable Map<String, @Nullable Object> applied(Optional<Discount> discount, Amounts amounts,
            List<OrderLine> lines) {
        if (discount.isEmpty()) {
            return null;
        }
        Predicate<Discount.Part> its = part -> part.discount().index() == discount.get().index();
        var entry = new HashMap<String, @Nullable Object>();
        entry.put("title", discount.get().title());
        entry.put("description", discount.get().description() == null ? "" : discount.get().description());
        entry.put("value", discount.get().value().doubleValue());
        entry.put("valueType", discount.get().percentage() ? "PERCENTAGE" : "FIXED_AMOUNT");
        entry.put("amountSet", amounts.bag(Shares.sum(lines.stream().flatMap(line -> line.discounts().stream())
                .filter(its).map(Discount.Part::amount).toList())));
        return entry;
    }

    /// A draft's shipping is shown as an order's is.
    private static Order sketch(Draft draft) {
        return new Order(draft.id, 0, draft.createdAt, draft.amounts, draft.bill);
    }

    private static void bag(Wiring.Type<Draft> type, String name, Function<Draft, BigDecimal> amount) {
        type.field(name, draft -> draft.amounts.bag(amount.apply(draft)));
    }
}
