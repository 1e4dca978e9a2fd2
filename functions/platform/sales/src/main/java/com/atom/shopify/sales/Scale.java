package com.atom.shopify.sales;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/// How many decimals a currency has.
record Scale(int digits) {
    static Scale of(String currency) {
        return new Scale(Math.max(Currency.getInstance(currency).getDefaultFractionDigits(), 0));
    }

    /// With as many decimals as the currency has; further ones are kept unless they are zeros.
    BigDecimal exact(BigDecimal amount) {
        if (amount.scale() == digits) {
            return amount;
        }
        var plain = amount.stripTrailingZeros();
        return plain.scale() <= digits ? plain.setScale(digits) : plain;
    }

    BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(digits, RoundingMode.HALF_UP);
    }
}
