package com.atom.shopify.money;

import java.math.BigDecimal;
import java.util.Currency;

/// An exact amount. Its scale is at least the currency's own (JPY 0, USD 2, KWD 3).
public record Money(BigDecimal amount, Currency currency) {

    /// Pads to the currency's own number of decimals; further decimals are kept.
    public Money {
        var digits = Math.max(currency.getDefaultFractionDigits(), 0);
        amount = amount.scale() < digits ? amount.setScale(digits) : amount;
    }

    /// Reads an amount that Shopify sent, for example `10.0` and `USD`.
    public static Money of(String amount, String currency) {
        var parsed = new BigDecimal(amount);
        var code = Currency.getInstance(currency);
        var digits = Math.max(code.getDefaultFractionDigits(), 0);
        var stripped = parsed.stripTrailingZeros();
        return new Money(stripped.scale() <= digits ? stripped.setScale(digits) : stripped, code);
    }

    /// Whether the amount has no more decimals than the currency.
    public boolean isExact() {
        return amount.stripTrailingZeros().scale() <= Math.max(currency.getDefaultFractionDigits(), 0);
    }
}
