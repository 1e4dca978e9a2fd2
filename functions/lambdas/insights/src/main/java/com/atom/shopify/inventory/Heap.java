package com.atom.shopify.inventory;

import com.atom.shopify.money.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/// Items that are counted together, with their units and what those cost, in one currency.
final class Heap {
    private final Currency currency;
    private BigDecimal value = BigDecimal.ZERO;
    private long items;
    private long units;
    private long unitsWithoutCost;

    Heap(Currency currency) {
        this.currency = currency;
    }

    /// @param units of one item
    /// @param cost of all of them
    void add(long units, Optional<Money> cost) {
        items++;
        this.units += Math.max(0, units);
        cost.filter(known -> known.currency().equals(currency)).ifPresentOrElse(
                known -> value = value.add(known.amount()), () -> unitsWithoutCost += Math.max(0, units));
    }

    long items() {
        return items;
    }

    long units() {
        return units;
    }

    Money value() {
        return new Money(value, currency);
    }

    long unitsWithoutCost() {
        return unitsWithoutCost;
    }

    SummaryJson.Part json() {
        return new SummaryJson.Part(items, units, value(), unitsWithoutCost);
    }
}
