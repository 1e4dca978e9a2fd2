package com.atom.shopify.admin;

import com.atom.shopify.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// An amount as the Admin API answers it: in the shop's currency, and where it was asked for in the customer's.
@Serdeable
public record MoneyBag(Amount shopMoney, @Nullable Amount presentmentMoney) {

    /// The amount in the shop's currency.
    public Money money() {
        return shopMoney.money();
    }

    /// One amount in one currency.
    @Serdeable
    public record Amount(String amount, String currencyCode) {
        public Money money() {
            return Money.of(amount, currencyCode);
        }
    }
}
