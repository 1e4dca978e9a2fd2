package com.atom.shopify.fake.shopify;

import java.math.BigDecimal;

/// A tax on a whole line. `rate` is a fraction: 0.19 for 19 percent.
record Tax(String title, BigDecimal rate, BigDecimal amount, boolean channelLiable) {
    Tax withAmount(BigDecimal changed) {
        return new Tax(title, rate, changed, channelLiable);
    }
}
