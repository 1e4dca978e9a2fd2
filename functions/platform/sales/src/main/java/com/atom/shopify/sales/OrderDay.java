package com.atom.shopify.sales;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What of an order happened on one day of UTC.
///
/// @param placed whether it was placed on that day; what follows is told on that day only
/// @param units what was ordered, later additions too
/// @param refunded whether it has a refund or return so far
/// @param previous when the customer had ordered before
/// @param later the sales of units that were ordered after it was placed, none where there are none
@Serdeable
record OrderDay(OrderFacts facts, List<Agreement> agreements, boolean placed, long units, boolean refunded,
        @Nullable Instant previous, @Nullable List<Sale> later) {
    OrderDay {
        agreements = List.copyOf(agreements);
        later = later == null ? null : List.copyOf(later);
    }

    /// All days of an order; none for a test order.
    static Map<LocalDate, OrderDay> of(OrderDocument document, @Nullable Instant previous) {
        var days = new TreeMap<LocalDate, OrderDay>();
        var facts = document.facts();
        if (facts.test()) {
            return days;
        }
        var units = Ledger.of(document).units();
        var refunded = document.agreements().stream().anyMatch(agreement -> agreement.kind().isRefund());
        var home = DateRange.utcDay(facts.processedAt());
        var later = document.agreements().stream().filter(agreement -> agreement.kind() != Kind.ORDER)
                .flatMap(agreement -> agreement.sales().stream()).filter(sale -> sale.orderedUnits() > 0).toList();
        days.put(home, new OrderDay(facts, List.of(), true, units, refunded, previous,
                later.isEmpty() ? null : later));
        document.agreements().forEach(agreement -> days.merge(DateRange.utcDay(agreement.at()),
                new OrderDay(facts, List.of(agreement), false, 0, false, null, null), OrderDay::with));
        return days;
    }

    /// The sales of products that placed it, and those of units that were ordered later.
    Stream<Sale> ordered() {
        return Stream.concat(agreements.stream().filter(agreement -> agreement.kind() == Kind.ORDER)
                .flatMap(agreement -> agreement.sales().stream()), later == null ? Stream.of() : later.stream())
                .filter(sale -> sale.orderedUnits() > 0);
    }

    private OrderDay with(OrderDay more) {
        return new OrderDay(facts, Stream.concat(agreements.stream(), more.agreements.stream())
                .toList(), placed, units, refunded, previous, later);
    }

    /// The same with another order of the customer before it.
    OrderDay after(@Nullable Instant earlier) {
        return new OrderDay(facts, agreements, placed, units, refunded, placed ? earlier : null, later);
    }
}
