package com.atom.shopify.fake.shopify;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;

/// The two currencies of an order: the shop's, in which everything is reckoned and kept, and the one the customer saw.
/// `rate` is what one unit of the shop's currency was worth in the customer's.
record Amounts(Currency shop, Currency presentment, BigDecimal rate) {
    /// One currency, or two with a rate that depends on nothing but their names.
    static Amounts of(Currency shop, Currency presentment) {
        String pair = shop.getCurrencyCode() + presentment.getCurrencyCode();
        long spread = 50L + Math.floorMod(pair.hashCode(), 150);
        return new Amounts(shop, presentment,
                shop.equals(presentment) ? BigDecimal.ONE : BigDecimal.valueOf(spread, 2));
    }

    /// The digits behind the point that the shop's currency has.
    int scale() {
        return scale(shop);
    }

    BigDecimal zero() {
        return BigDecimal.ZERO.setScale(scale());
    }

    BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(scale(), RoundingMode.HALF_UP);
    }

    /// The shop's amount of a `MoneyBagInput`.
    BigDecimal read(Input bag) {
        return rounded(bag.object("shopMoney").flatMap(money -> money.number("amount")).orElse(BigDecimal.ZERO));
    }

    /// The same with the rate that a `MoneyBagInput` implies, if it gives both amounts.
    Amounts withRateOf(Input bag) {
        BigDecimal given = read(bag);
        return bag.object("presentmentMoney").flatMap(money -> money.number("amount"))
                .filter(amount -> given.signum() > 0 && !shop.equals(presentment))
                .map(amount -> new Amounts(shop, presentment, amount.divide(given, MathContext.DECIMAL32)))
                .orElse(this);
    }

    /// An amount that is in the customer's currency, in the shop's.
    BigDecimal fromPresentment(BigDecimal amount) {
        return rounded(amount.divide(rate, MathContext.DECIMAL64));
    }

    BigDecimal toPresentment(BigDecimal amount) {
        return amount.multiply(rate).setScale(scale(presentment), RoundingMode.HALF_UP);
    }

    /// A `MoneyBag`.
    Map<String, Object> bag(BigDecimal amount) {
        return Map.of("shopMoney", money(amount, shop), "presentmentMoney",
                money(toPresentment(amount), presentment));
    }

    /// A `MoneyV2`. Shopify writes such decimals as short as they are: `10.0`, `10.5`.
    static Map<String, Object> money(BigDecimal amount, Currency currency) {
        BigDecimal plain = amount.stripTrailingZeros();
        return Map.of(Wiring.TYPE_NAME, "MoneyV2", "amount", plain.setScale(Math.max(1, plain.scale())).toPlainString(),
                "currencyCode", currency.getCurrencyCode());
    }

    static int scale(Currency currency) {
        return Math.max(0, currency.getDefaultFractionDigits());
    }
}
