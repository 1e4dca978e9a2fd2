package com.atom.shopify.reporting;

import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.Problems;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.reports.Cadence;
import com.atom.shopify.reports.Period;
import com.atom.shopify.reports.ReportKind;
import com.atom.shopify.sales.DateRange;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The body that asks for a report: of the last day, week or month that has ended, or of the store's own days from `from` to `to`,
/// both included, a year at most. Without either it is of the last day.
@Introspected
public record ReportRequest(ReportKind kind, @Nullable Cadence cadence,
        @Nullable @Pattern(regexp = Problems.DATE, message = Problems.NO_DATE) String from,
        @Nullable @Pattern(regexp = Problems.DATE, message = Problems.NO_DATE) String to) implements CrossChecked {
    private static final int MOST_DAYS = 366;

    @Override
    public void check(Problems problems) {
        var first = problems.date("from", from);
        var last = problems.date("to", to);
        if (cadence != null && (from != null || to != null)) {
            problems.add("cadence", "either", "cannot be said together with days");
        } else if (from == null != (to == null)) {
            problems.add(from == null ? "from" : "to", "required", "is required with the other end");
        }
        if (first.isEmpty() || last.isEmpty()) {
            return;
        }
        if (last.get().isBefore(first.get())) {
            problems.add("to", "range", "must not be before from");
        } else if (new DateRange(first.get(), last.get()).days() > MOST_DAYS) {
            problems.add("to", "too-long", "must not be more than a year after from");
        }
    }

    /// The period by the store's clock; fails when it has not ended.
    Period period(ZoneId zone, Clock clock) {
        if (from == null || to == null) {
            return Period.lastEnded(Objects.requireNonNullElse(cadence, Cadence.DAILY), zone, clock.instant());
        }
        var period = Period.of(new DateRange(LocalDate.parse(from), LocalDate.parse(to)), zone);
        if (period.start().isAfter(clock.instant())) {
            throw new FailureException(Failure.Invalid.future("from"));
        }
        if (period.end().isAfter(clock.instant())) {
            throw new FailureException(
                    Failure.Invalid.field("to", "not-ended", "must be a day of the store that has ended"));
        }
        return period;
    }
}
