package com.atom.shopify.fake.shopify;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/// What was sold at which price: an order's figures before anything was returned, or a draft's.
record Bill(List<OrderLine> lines, List<ShippingCharge> shipping, List<Discount> discounts, boolean taxesIncluded) {
    Stream<Charge> charges() {
        return Stream.concat(lines.stream(), shipping.stream());
    }

    BigDecimal original() {
        return Shares.sum(lines.stream().map(OrderLine::original).toList());
    }

    /// Lines after all discounts; it includes tax if prices do.
    BigDecimal subtotal() {
        return Shares.sum(lines.stream().map(OrderLine::discounted).toList());
    }

    /// Shipping after discounts.
    BigDecimal shippingTotal() {
        return Shares.sum(shipping.stream().map(ShippingCharge::discounted).toList());
    }

    BigDecimal discount() {
        return Shares.sum(charges().map(Charge::discount).toList());
    }

    /// What discounts on the order as a whole took off.
    BigDecimal orderDiscount() {
        return Shares.sum(charges().flatMap(charge -> charge.discounts().stream())
                .filter(part -> !part.discount().ofLine()).map(Discount.Part::amount).toList());
    }

    BigDecimal tax() {
        return Shares.sum(charges().map(Charge::tax).toList());
    }

    BigDecimal total() {
        BigDecimal net = subtotal().add(shippingTotal());
        return taxesIncluded ? net : net.add(tax());
    }

    /// Taxes of the same title and rate as one.
    List<Tax> taxes() {
        return merged(charges().flatMap(charge -> charge.taxes().stream()).toList());
    }

    static List<Tax> merged(List<Tax> taxes) {
        var sums = new LinkedHashMap<String, Tax>();
        taxes.forEach(tax -> sums.merge(tax.title() + " " + tax.rate().stripTrailingZeros(), tax,
                (sum, more) -> sum.withAmount(sum.amount().add(more.amount()))));
        return List.copyOf(sums.values());
    }

    List<String> codes() {
        return discounts.stream().filter(discount -> discount.source() == Discount.Source.CODE).map(Discount::title)
                .toList();
    }

    int quantity() {
        return lines.stream().mapToInt(OrderLine::quantity).sum();
    }
}
