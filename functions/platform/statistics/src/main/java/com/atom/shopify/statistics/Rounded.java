package com.atom.shopify.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Estimates as they are shown: further digits would claim what nobody knows.
public final class Rounded {
    private static final int RATE_DIGITS = 6;

    private Rounded() {}

    /// A share or a ratio.
    public static BigDecimal rate(double value) {
        return to(RATE_DIGITS, value);
    }

    public static BigDecimal to(int digits, double value) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    }
}
