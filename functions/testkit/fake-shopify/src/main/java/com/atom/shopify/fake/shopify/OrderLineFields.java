package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Discount.Source;
import com.atom.shopify.fake.shopify.Discount.Target;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What an order charges for, with discounts and taxes, as the schema sees it.
final class OrderLineFields {
    private OrderLineFields() {}

    /// A line within its order.
    record Sold(Order order, OrderLine line) {
        BigDecimal unit(BigDecimal whole) {
            return whole.divide(BigDecimal.valueOf(line.quantity()), order.amounts.scale(), RoundingMode.HALF_UP);
        }

        /// The part of the line's amount that units which are not taken back have.
        BigDecimal current(BigDecimal whole) {
            return Shares.ofUnits(whole, line.quantity(), order.taken(line), order.current(line),
                    order.amounts.scale());
        }

        BigDecimal lineDiscount() {
            return Shares.sum(line.discounts().stream().filter(part -> part.discount().ofLine())
                    .map(Discount.Part::amount).toList());
        }
    }

    /// Shipping within its order.
    record Shipped(Order order, ShippingCharge charge) {}

    static void wire(Wiring wiring) {
        List.of("LineItem", "ShippingLine", "DiscountApplication").forEach(name -> Page.wire(wiring, name));
        wiring.plain("TaxLine", "title", "rate", "ratePercentage", "priceSet", "channelLiable", "source");
        wiring.plain("DiscountAllocation", "allocatedAmountSet", "discountApplication");
        wiring.plain("PricingPercentageValue", "percentage");
        List.of("DiscountCodeApplication", "ManualDiscountApplication").forEach(name -> wiring.plain(name,
                "allocationMethod", "index", "targetSelection", "targetType", "value"));
        wiring.plain("DiscountCodeApplication", "code");
        wiring.plain("ManualDiscountApplication", "title", "description");
        line(wiring.type("LineItem", Sold.class));
        shipping(wiring.type("ShippingLine", Shipped.class));
    }

    static List<Sold> sold(Order order) {
        return order.bill.lines().stream().map(line -> new Sold(order, line)).toList();
    }

    static List<Shipped> shipped(Order order) {
        return order.bill.shipping().stream().map(charge -> new Shipped(order, charge)).toList();
    }

    static List<Map<String, @Nullable Object>> taxes(List<Tax> taxes, Amounts amounts) {
        return taxes.stream().map(tax -> {
            var entry = new HashMap<String, @Nullable Object>();
            entry.put("title", tax.title());
            entry.put("rate", tax.rate().doubleValue());
            entry.put("ratePercentage", tax.rate().movePointRight(2).doubleValue());
            entry.put("priceSet", amounts.bag(tax.amount()));
            entry.put("channelLiable", tax.channelLiable());
            return (Map<String, @Nullable Object>) entry;
        }).toList();
    }

    /// A `DiscountApplication`. Percentages are negative there (schema, `PricingPercentageValue`).
    static Map<String, @Nullable Object> application(Discount discount, Amounts amounts) {
        var entry = new HashMap<String, @Nullable Object>();
        boolean code = discount.source() == Source.CODE;
        entry.put(Wiring.TYPE_NAME, code ? "DiscountCodeApplication" : "ManualDiscountApplication");
        entry.put("index", discount.index());
        entry.put("allocationMethod", discount.target() == Target.ORDER ? "ACROSS" : "EACH");
        entry.put("targetSelection", discount.target() == Target.LINE ? "EXPLICIT" : "ALL");
        entry.put("targetType", discount.target() == Target.SHIPPING ? "SHIPPING_LINE" : "LINE_ITEM");
        entry.put("value", discount.percentage()
                ? Map.of(Wiring.TYPE_NAME, "PricingPercentageValue", "percentage",
                        discount.value().negate().doubleValue())
                : Amounts.money(discount.value(), amounts.shop()));
        entry.put(code ? "code" : "title", discount.title());
        entry.put("description", discount.description());
        return entry;
    }

    static List<Map<String, Object>> allocations(Charge charge, Amounts amounts) {
        return charge.discounts().stream().map(part -> Map.<String, Object>of("allocatedAmountSet",
                amounts.bag(part.amount()), "discountApplication", application(part.discount(), amounts))).toList();
    }

    private static void line(Wiring.Type<Sold> type) {
        type.field("id", sold -> Gid.of("LineItem", sold.line.id()))
                .field("name", sold -> sold.line.goods().name())
                .field("title", sold -> sold.line.goods().title())
                .field("variantTitle", sold -> sold.line.goods().variantTitle())
                .field("sku", sold -> sold.line.goods().sku())
                .field("vendor", sold -> sold.line.goods().vendor())
                .field("requiresShipping", sold -> sold.line.goods().requiresShipping())
                .field("taxable", sold -> sold.line.goods().taxable())
                .field("isGiftCard", sold -> sold.line.goods().giftCard())
                .field("quantity", sold -> sold.line.quantity())
                .field("currentQuantity", sold -> sold.order.current(sold.line))
                .field("refundableQuantity", sold -> sold.order.current(sold.line))
                .field("unfulfilledQuantity", sold -> sold.order.unsent(sold.line))
                .field("nonFulfillableQuantity", sold -> Math.max(0, sold.line.quantity()
                        - sold.order.unsent(sold.line) - sold.order.sent(sold.line)))
                .answer("restockable", (sold, call) -> OrderStock.variant(call.shop(), sold.line).isPresent())
                .field("merchantEditable", sold -> sold.order.unsent(sold.line) > 0)
                .field("customAttributes", sold -> OrderFields.attributes(sold.line.attributes()))
                .answer("taxLines", (sold, call) -> OrderFields.first(taxes(sold.line.taxes(), sold.order.amounts),
                        call))
                .field("discountAllocations", sold -> allocations(sold.line, sold.order.amounts))
                .answer("product", (sold, call) -> {
                    OrderFields.demand(call, "read_products");
                    Long id = sold.line.goods().productId();
                    return id == null ? null : call.shop().catalog().find(id).orElse(null);
                })
                .answer("variant", (sold, call) -> {
                    OrderFields.demand(call, "read_products");
                    return OrderStock.variant(call.shop(), sold.line).orElse(null);
                })
                .field("duties", sold -> List.of())
                .nothing("image", "contract", "sellingPlan", "staffMember", "lineItemGroup");
        bag(type, "originalUnitPriceSet", sold -> sold.line.unitPrice());
        bag(type, "originalTotalSet", sold -> sold.line.original());
        bag(type, "totalDiscountSet", Sold::lineDiscount);
        bag(type, "discountedUnitPriceSet", sold -> sold.unit(sold.line.original().subtract(sold.lineDiscount())));
        bag(type, "discountedUnitPriceAfterAllDiscountsSet", sold -> sold.unit(sold.line.discounted()));
        bag(type, "priceAfterAllDiscountsBeforeTaxesSet", sold -> sold.current(sold.order.bill.taxesIncluded()
                ? sold.line.discounted().subtract(sold.line.tax())
                : sold.line.discounted()));
        type.answer("discountedTotalSet", (sold, call) -> sold.order.amounts.bag(sold.line.original()
                .subtract(call.truth("withCodeDiscounts") ? withCodes(sold.line) : sold.lineDiscount())));
    }

    private static BigDecimal withCodes(OrderLine line) {
        return Shares.sum(line.discounts().stream()
                .filter(part -> part.discount().ofLine() || part.discount().source() == Source.CODE)
                .map(Discount.Part::amount).toList());
    }

    private static void shipping(Wiring.Type<Shipped> type) {
        type.field("id", shipped -> Gid.of("ShippingLine", shipped.charge.id()))
                .field("title", shipped -> shipped.charge.title())
                .field("code", shipped -> shipped.charge.code())
                .field("source", shipped -> shipped.charge.source())
                .field("custom", shipped -> Objects.requireNonNullElse(shipped.charge.code(), "").equals("custom"))
                .field("isRemoved", shipped -> false)
                .field("taxLines", shipped -> taxes(shipped.charge.taxes(), shipped.order.amounts))
                .field("discountAllocations", shipped -> allocations(shipped.charge, shipped.order.amounts))
                .field("originalPriceSet", shipped -> shipped.order.amounts.bag(shipped.charge.original()))
                .field("discountedPriceSet", shipped -> shipped.order.amounts.bag(shipped.charge.discounted()))
                .field("currentDiscountedPriceSet", shipped -> shipped.order.amounts.bag(
                        shipped.charge.discounted().subtract(Refunding.taken(shipped.order, shipped.charge))))
                .nothing("carrierIdentifier", "deliveryCategory", "phone", "shippingRateHandle");
    }

    private static void bag(Wiring.Type<Sold> type, String name, Function<Sold, BigDecimal> amount) {
        type.field(name, sold -> sold.order.amounts.bag(amount.apply(sold)));
    }
}
