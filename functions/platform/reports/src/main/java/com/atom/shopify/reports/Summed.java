package com.atom.shopify.reports;

import com.atom.shopify.sales.Analytics.Grouped;
import com.atom.shopify.sales.SalesFigures;
import com.atom.shopify.sales.Tally;
import java.util.Map;
import java.util.function.Function;

/// Something that follows from sums of days, or how far those are.
sealed interface Summed<T> {

    record Known<T>(T value) implements Summed<T> {}

    record Building<T>(long daysDone, long days) implements Summed<T> {}

    static Summed<SalesFigures.Known> of(SalesFigures figures) {
        return switch (figures) {
            case SalesFigures.Known known -> new Known<>(known);
            case SalesFigures.Building(var done, var days) -> new Building<>(done, days);
        };
    }

    static Summed<Map<String, Map<String, Tally>>> of(Grouped grouped) {
        return switch (grouped) {
            case Grouped.Known(var _, var groups) -> new Known<>(groups);
            case Grouped.Building(var done, var days) -> new Building<>(done, days);
        };
    }

    default <U> Summed<U> then(Function<T, Summed<U>> next) {
        return switch (this) {
            case Known<T>(var value) -> next.apply(value);
            case Building<T>(var done, var days) -> new Building<>(done, days);
        };
    }

    default <U> Summed<U> map(Function<T, U> next) {
        return then(value -> new Known<>(next.apply(value)));
    }
}
