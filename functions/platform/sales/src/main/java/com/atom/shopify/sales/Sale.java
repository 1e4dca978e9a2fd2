package com.atom.shopify.sales;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A change of what a customer owes, in the shop's currency; negative when something is taken back.
///
/// @param quantity the units sold or, negative, taken back; zero where units make no sense
/// @param gross price by quantity, before discounts and taxes
/// @param discount what all discounts took off, before taxes
@Serdeable
public record Sale(LineType type, Action action, long quantity, BigDecimal gross, BigDecimal discount, BigDecimal tax,
        @Nullable Item item) {

    /// After discounts, before taxes.
    public BigDecimal net() {
        return gross.subtract(discount);
    }

    /// What the customer owes for it.
    BigDecimal total() {
        return net().add(tax);
    }

    /// Whether it takes back what was sold.
    boolean isReversal() {
        return action == Action.RETURN;
    }

    /// The units of products that it orders, gift cards left out.
    long orderedUnits() {
        return type == LineType.PRODUCT && action == Action.ORDER ? quantity : 0;
    }

    /// From what Shopify's ledger says: `total` is after discount and tax (shopify-platform 8).
    static Sale ofTotal(LineType type, Action action, long quantity, BigDecimal total, BigDecimal discount,
            BigDecimal tax, @Nullable Item item) {
        return new Sale(type, action, quantity, total.subtract(tax).add(discount), discount, tax, item);
    }

    static Sale reversal(LineType type, long quantity, BigDecimal net, BigDecimal discount, BigDecimal tax,
            @Nullable Item item) {
        return new Sale(type, Action.RETURN, -quantity, net.add(discount).negate(), discount.negate(), tax.negate(),
                item);
    }
}
