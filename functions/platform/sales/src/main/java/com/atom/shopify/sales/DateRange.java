package com.atom.shopify.sales;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

    /// The days of UTC that these days of the shop touch.
    DateRange utc(ZoneId zone) {
        return new DateRange(utcDay(start(zone)), utcDay(end(zone).minusNanos(1)));
    }

    /// The same days in ranges that neither overlap nor touch.
    static List<DateRange> joined(List<DateRange> ranges) {
        var joined = new ArrayList<DateRange>();
        ranges.stream().sorted(Comparator.comparing(DateRange::from)).forEach(range -> {
            if (joined.isEmpty() || range.from.isAfter(joined.getLast().to.plusDays(1))) {
                joined.add(range);
            } else if (range.to.isAfter(joined.getLast().to)) {
                joined.add(new DateRange(joined.removeLast().from, range.to));
            }
        });
        return joined;
    }

    static LocalDate utcDay(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
