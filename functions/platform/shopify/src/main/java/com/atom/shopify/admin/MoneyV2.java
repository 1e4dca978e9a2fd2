package com.atom.shopify.admin;

import com.atom.shopify.money.Money;
import io.micronaut.serde.annotation.Serdeable;

/// An amount as the Admin API answers it.
@Serdeable
public record MoneyV2(String amount, String currencyCode) {
    public Money money() {
        return Money.of(amount, currencyCode);
    }
}
