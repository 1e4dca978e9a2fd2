package com.atom.shopify.sales;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/// How long the stretches of a series are, by the clock of the shop.
public enum Granularity {
    HOUR,
    DAY,
    /// From Monday.
    WEEK,
    MONTH;

    /// When the stretch began in which a time is. Clocks that change within an hour end it, so that no two hours run into each other.
    ZonedDateTime start(ZonedDateTime time) {
        return this == HOUR ? hour(time) : start(time.toLocalDate()).atStartOfDay(time.getZone());
    }

    private static ZonedDateTime hour(ZonedDateTime time) {
        var start = time.truncatedTo(ChronoUnit.HOURS);
        var change = time.getZone().getRules().previousTransition(time.toInstant().plusNanos(1));
        return change == null || change.getInstant().isBefore(start.toInstant())
                ? start
                : change.getInstant().atZone(time.getZone());
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
            case HOUR -> nextHour(start);
            case DAY -> start.toLocalDate().plusDays(1).atStartOfDay(start.getZone());
            case WEEK -> start.toLocalDate().plusWeeks(1).atStartOfDay(start.getZone());
            case MONTH -> start.toLocalDate().plusMonths(1).atStartOfDay(start.getZone());
        };
    }

    private static ZonedDateTime nextHour(ZonedDateTime start) {
        var next = start.toInstant().plusSeconds(3_600 - start.get(ChronoField.SECOND_OF_DAY) % 3_600L);
        var change = start.getZone().getRules().nextTransition(start.toInstant());
        return (change == null || change.getInstant().isAfter(next) ? next : change.getInstant())
                .atZone(start.getZone());
    }
}
