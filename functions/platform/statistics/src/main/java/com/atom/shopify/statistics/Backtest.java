package com.atom.shopify.statistics;

import java.util.Arrays;

/// How well forecasts would have done: made at many days of a series from nothing but what was known by then, and compared with what
/// came.
///
/// @param forecasts how many were made
/// @param meanAbsoluteError of a day ahead
/// @param seasonalNaiveError of a day ahead, with each day expected as the same weekday was last
/// @param coverage share of days that lay in their intervals
/// @param totalCoverage share of totals that lay in theirs
public record Backtest(int forecasts, double meanAbsoluteError, double seasonalNaiveError, double coverage,
        double totalCoverage) {

    /// @param start the first day at which a forecast is made
    /// @param step days from one forecast to the next
    public static Backtest of(DailySeries series, int start, int step, int days, double confidence) {
        var forecasts = 0;
        var errors = 0.0;
        var naiveErrors = 0.0;
        var covered = 0;
        var totalsCovered = 0;
        for (var origin = start; origin + days <= series.days(); origin += step) {
            var known = series.until(origin);
            var forecast = Forecast.of(known, days, confidence);
            var naive = ForecastMethod.SEASONAL_NAIVE.ahead(known.values(), days);
            var actual = Arrays.copyOfRange(series.values(), origin, origin + days);
            for (var day = 0; day < days; day++) {
                var estimate = forecast.days().get(day).estimate();
                errors += Math.abs(actual[day] - estimate.expected());
                naiveErrors += Math.abs(actual[day] - naive[day]);
                covered += holds(estimate, actual[day]) ? 1 : 0;
            }
            totalsCovered += holds(forecast.total(), Arrays.stream(actual).sum()) ? 1 : 0;
            forecasts++;
        }
        TooLittleData.unless(forecasts, 1, "forecasts to compare");
        var all = (double) forecasts * days;
        return new Backtest(forecasts, errors / all, naiveErrors / all, covered / all,
                (double) totalsCovered / forecasts);
    }

    private static boolean holds(Forecast.Estimate estimate, double actual) {
        return estimate.lower() <= actual && actual <= estimate.upper();
    }
}
