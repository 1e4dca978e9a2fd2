package com.atom.shopify.statistics;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;

/// One number for each day without a gap: a day on which nothing was sold is a zero.
public final class DailySeries {
    private final LocalDate first;
    private final double[] values;

    private DailySeries(LocalDate first, double[] values) {
        this.first = first;
        this.values = values;
    }

    public static DailySeries of(LocalDate first, double... values) {
        if (!Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("a day has no number");
        }
        return new DailySeries(first, values.clone());
    }

    /// The days from `first` to `last`, both with; days that are not named are zero, days outside do not count.
    public static DailySeries of(LocalDate first, LocalDate last, Map<LocalDate, ? extends Number> days) {
        var values = new double[Math.toIntExact(ChronoUnit.DAYS.between(first, last) + 1)];
        days.forEach((day, value) -> {
            if (!day.isBefore(first) && !day.isAfter(last)) {
                values[Math.toIntExact(ChronoUnit.DAYS.between(first, day))] = value.doubleValue();
            }
        });
        return of(first, values);
    }

    public LocalDate first() {
        return first;
    }

    public LocalDate last() {
        return first.plusDays(values.length - 1L);
    }

    public int days() {
        return values.length;
    }

    /// What the days before the given one were.
    DailySeries until(int day) {
        return new DailySeries(first, Arrays.copyOf(values, day));
    }

    double at(int day) {
        return values[day];
    }

    double[] values() {
        return values.clone();
    }
}
