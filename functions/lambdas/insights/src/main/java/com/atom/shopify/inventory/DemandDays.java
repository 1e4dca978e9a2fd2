package com.atom.shopify.inventory;

import com.atom.shopify.sales.DateRange;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.LocalDate;

/// The days whose orders are the demand, by the store's clock.
@Serdeable(naming = SnakeCaseStrategy.class)
public record DemandDays(LocalDate from, LocalDate to, long days) {
    static DemandDays of(DateRange range) {
        return new DemandDays(range.from(), range.to(), range.days());
    }
}
