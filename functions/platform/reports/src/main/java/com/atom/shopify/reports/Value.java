package com.atom.shopify.reports;

import com.atom.shopify.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Optional;

/// What stands in one place of a report.
sealed interface Value {

    record Amount(Money money) implements Value {}

    record Count(long number) implements Value {}

    /// From 0 to 1.
    record Rate(BigDecimal share) implements Value {}

    /// Of time, to one decimal.
    record Days(BigDecimal number) implements Value {}

    record Text(String text) implements Value {}

    /// There is none, such as a share of nothing.
    record None() implements Value {}

    static Value amount(BigDecimal amount, Currency currency) {
        return new Amount(new Money(amount, currency));
    }

    static Value rate(Optional<BigDecimal> share) {
        return share.<Value>map(Rate::new).orElseGet(None::new);
    }

    /// A share of a whole; none of nothing.
    static Value share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? new None() : new Rate(part.divide(whole, 6, RoundingMode.HALF_UP));
    }

    /// What it measures, if it is a number.
    default Optional<BigDecimal> measure() {
        return switch (this) {
            case Amount(var money) -> Optional.of(money.amount());
            case Count(var number) -> Optional.of(BigDecimal.valueOf(number));
            case Rate(var share) -> Optional.of(share);
            case Days(var number) -> Optional.of(number);
            case Text _,None _ -> Optional.empty();
        };
    }
}
