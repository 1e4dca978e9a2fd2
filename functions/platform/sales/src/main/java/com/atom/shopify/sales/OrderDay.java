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
@Serdeable
record OrderDay(OrderFacts facts, List<Agreement> agreements, boolean placed, long units, boolean refunded,
        @Nullable Instant previous) {
    OrderDay {
        agreements = List.copyOf(agreements);
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
        days.put(home, new OrderDay(facts, List.of(), true, units, refunded, previous));
        document.agreements().forEach(agreement -> days.merge(DateRange.utcDay(agreement.at()),
                new OrderDay(facts, List.of(agreement), false, 0, false, null), OrderDay::with));
        return days;
    }

    private OrderDay with(OrderDay more) {
        return new OrderDay(facts, Stream.concat(agreements.stream(), more.agreements.stream())
                .toList(), placed, units, refunded, previous);
    }

    /// The same with another order of the customer before it.
    OrderDay after(@Nullable Instant earlier) {
        return new OrderDay(facts, agreements, placed, units, refunded, placed ? earlier : null);
    }
}
