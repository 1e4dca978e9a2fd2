package com.atom.shopify.sales;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/// Days of a shop, the first and the last one included.
public record DateRange(LocalDate from, LocalDate to) {
    public DateRange {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a range ends after it begins");
        }
    }

    public long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    /// As many days, right before.
    public DateRange previous() {
        return new DateRange(from.minusDays(days()), from.minusDays(1));
    }

    /// The same days of the year before.
    public DateRange yearBefore() {
        return new DateRange(from.minusYears(1), to.minusYears(1));
    }

    public Stream<LocalDate> dates() {
        return from.datesUntil(to.plusDays(1));
    }

    /// When the first day begins.
    public Instant start(ZoneId zone) {
        return from.atStartOfDay(zone).toInstant();
    }

    /// When the last day has ended.
    public Instant end(ZoneId zone) {
        return to.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /// The days of UTC that a day of the shop touches.
    static DateRange utc(LocalDate date, ZoneId zone) {
        var day = new DateRange(date, date);
        return new DateRange(utcDay(day.start(zone)), utcDay(day.end(zone).minusNanos(1)));
    }

    static LocalDate utcDay(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
