package com.atom.shopify.statistics;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What the days to come may bring, with intervals that are as wide as the method was wrong before.
///
/// The Theta method is asked at every day of the past after which enough is known; so is seasonal-naive, and whichever was less wrong on
/// this very series is used. The intervals of days are quantiles of those errors at the same distance (empirical prediction intervals,
/// Williams and Goodman 1971), not of a normal distribution that a day's sales do not follow; that of the total, a sum of many days, comes
/// from the mean square of the errors of such sums and their number, by Student's distribution.
///
/// @param method `theta` or `seasonal_naive`
/// @param sampleSize days that it was learned from
/// @param origins days of the past at which the method was tried
/// @param confidence with which each day lies in its interval, and the total in its own
/// @param meanAbsoluteError of a day, over all tries
/// @param seasonalNaiveError the same for seasonal-naive
/// @param total of all days ahead
public record Forecast(String method, int sampleSize, int origins, double confidence, double meanAbsoluteError,
        double seasonalNaiveError, List<Day> days, Estimate total) {
    /// Four weeks, below which there are no weekdays to tell apart.
    private static final int SHORTEST = 28;
    /// What is longer ago says little of now, and costs time.
    private static final int LONGEST = 2 * 365;
    private static final int MOST_ORIGINS = 120;

    public Forecast {
        days = List.copyOf(days);
    }

    /// @param lower never below zero
    public record Estimate(double expected, double lower, double upper) {}

    public record Day(LocalDate date, Estimate estimate) {}

    /// How many days of sales it takes.
    public static int needs(int days, double confidence) {
        return SHORTEST + days + Errors.needed(confidence) - 1;
    }

    /// Fails with `insights.too-little-data` when the series is too short for so many days ahead.
    ///
    /// @param days ahead, at least 1
    /// @param confidence above 0, below 1
    public static Forecast of(DailySeries series, int days, double confidence) {
        TooLittleData.unless(series.days(), needs(days, confidence), "days of sales");
        var all = series.values();
        TooLittleData.unless(Arrays.stream(all).filter(value -> value != 0).count(), Math.min(SHORTEST / 2, days),
                "days with sales");
        var values = Arrays.copyOfRange(all, Math.max(0, all.length - LONGEST), all.length);
        var origins = Math.min(MOST_ORIGINS, values.length - SHORTEST - days + 1);
        var theta = Errors.of(ForecastMethod.THETA, values, days, origins);
        var naive = Errors.of(ForecastMethod.SEASONAL_NAIVE, values, days, origins);
        var method = theta.meanAbsolute() <= naive.meanAbsolute()
                ? ForecastMethod.THETA
                : ForecastMethod.SEASONAL_NAIVE;
        var errors = method == ForecastMethod.THETA ? theta : naive;
        var ahead = method.ahead(values, days);
        return new Forecast(method.code(), values.length, origins, confidence, errors.meanAbsolute(),
                naive.meanAbsolute(),
                IntStream.range(0, days).mapToObj(day -> new Day(series.last().plusDays(day + 1L),
                        errors.around(ahead[day], day, confidence))).toList(),
                errors.aroundTotal(Arrays.stream(ahead).sum(), confidence));
    }
}
