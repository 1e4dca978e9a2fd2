package com.atom.shopify.analytics;

import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.Problems;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.sales.DateRange;
import com.atom.shopify.sales.Dimension;
import com.atom.shopify.sales.Granularity;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which figures are wanted. `from` and `to` are days of the store, both included, the last thirty when neither is said; at most five
/// years, and thirty-one days by the hour. `compare` adds the days before or those of the year before, `group_by` adds groups.
@Introspected
public record AnalyticsQuery(@Nullable @Pattern(regexp = Problems.DATE, message = Problems.NO_DATE) String from,
        @Nullable @Pattern(regexp = Problems.DATE, message = Problems.NO_DATE) String to,
        @Nullable Granularity granularity,
        @Nullable Comparison compare, @Nullable Dimension groupBy) implements CrossChecked {
    private static final int DEFAULT_DAYS = 30;
    private static final int MOST_YEARS = 5;
    private static final int MOST_DAYS_BY_HOUR = 31;

    /// What figures are compared to.
    enum Comparison {
        PREVIOUS_PERIOD,
        PREVIOUS_YEAR
    }

    @Override
    public void check(Problems problems) {
        var first = problems.date("from", from);
        var last = problems.date("to", to);
        if (from == null != (to == null)) {
            problems.add(from == null ? "from" : "to", "required", "is required with the other end");
        }
        if (first.isEmpty() || last.isEmpty()) {
            return;
        }
        if (last.get().isBefore(first.get())) {
            problems.add("to", "range", "must not be before from");
        } else if (!last.get().isBefore(first.get().plusYears(MOST_YEARS))) {
            problems.add("to", "too-long", "must be less than five years after from");
        } else if (granularity == Granularity.HOUR
                && new DateRange(first.get(), last.get()).days() > MOST_DAYS_BY_HOUR) {
            problems.add("granularity", "too-long", "must be coarser for more than thirty-one days");
        }
    }

    /// The days by the store's clock, none of which begins after today.
    DateRange range(ZoneId zone, Clock clock) {
        var today = LocalDate.now(clock.withZone(zone));
        if (from != null && to != null) {
            var range = new DateRange(LocalDate.parse(from), LocalDate.parse(to));
            if (range.from().isAfter(today)) {
                throw new FailureException(Failure.Invalid.future("from"));
            }
            return range;
        }
        return new DateRange(today.minusDays(DEFAULT_DAYS - 1L), today);
    }

    Granularity stretches() {
        return Objects.requireNonNullElse(granularity, Granularity.DAY);
    }

    Optional<DateRange> compared(DateRange range) {
        return Optional.ofNullable(compare).map(to -> switch (to) {
            case PREVIOUS_PERIOD -> range.previous();
            case PREVIOUS_YEAR -> range.yearBefore();
        });
    }
}
