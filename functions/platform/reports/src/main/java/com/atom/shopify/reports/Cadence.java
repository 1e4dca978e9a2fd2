package com.atom.shopify.reports;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/// How often a report is made.
public enum Cadence {
    DAILY(7),
    /// From Monday.
    WEEKLY(2),
    MONTHLY(1);

    private final int caughtUp;

    Cadence(int caughtUp) {
        this.caughtUp = caughtUp;
    }

    /// So many periods are made late when their time was missed.
    int caughtUp() {
        return caughtUp;
    }

    /// The first day of the period in which a day is.
    LocalDate start(LocalDate day) {
        return switch (this) {
            case DAILY -> day;
            case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHLY -> day.withDayOfMonth(1);
        };
    }

    /// The first day of the next period.
    LocalDate next(LocalDate start) {
        return switch (this) {
            case DAILY -> start.plusDays(1);
            case WEEKLY -> start.plusWeeks(1);
            case MONTHLY -> start.plusMonths(1);
        };
    }
}
