package com.atom.shopify.sales;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/// How long the stretches of a series are, by the clock of the shop.
public enum Granularity {
    HOUR,
    DAY,
    /// From Monday.
    WEEK,
    MONTH;

    /// When the stretch began in which a time is. In a night in which clocks change an hour may be twice as long, or there twice.
    ZonedDateTime start(ZonedDateTime time) {
        return this == HOUR
                ? time.truncatedTo(ChronoUnit.HOURS)
                : start(time.toLocalDate()).atStartOfDay(time.getZone());
    }

    private LocalDate start(LocalDate date) {
        return switch (this) {
            case HOUR, DAY -> date;
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> date.withDayOfMonth(1);
        };
    }

    /// When the next stretch begins.
    ZonedDateTime next(ZonedDateTime start) {
        return switch (this) {
            case HOUR -> {
                var next = start(start.plusHours(1));
                yield next.isAfter(start) ? next : start(start.plusHours(2));
            }
            case DAY -> start.toLocalDate().plusDays(1).atStartOfDay(start.getZone());
            case WEEK -> start.toLocalDate().plusWeeks(1).atStartOfDay(start.getZone());
            case MONTH -> start.toLocalDate().plusMonths(1).atStartOfDay(start.getZone());
        };
    }
}
