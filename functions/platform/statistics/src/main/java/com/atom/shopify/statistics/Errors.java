package com.atom.shopify.statistics;

import java.util.Arrays;

/// What a method would have said wrong on each day of the past on which it might have been asked, by how many days ahead.
final class Errors {
    /// Sorted for each day ahead, actual minus expected.
    private final double[][] byDay;
    private final double rootMeanSquareOfTotals;
    private final double meanAbsolute;

    private Errors(double[][] byDay, double rootMeanSquareOfTotals, double meanAbsolute) {
        this.byDay = byDay;
        this.rootMeanSquareOfTotals = rootMeanSquareOfTotals;
        this.meanAbsolute = meanAbsolute;
    }

    /// Asks the method at the last `origins` days after which all `days` ahead are known.
    static Errors of(ForecastMethod method, double[] values, int days, int origins) {
        var byDay = new double[days][origins];
        var ofTotals = new double[origins];
        for (var origin = 0; origin < origins; origin++) {
            var known = values.length - days - origin;
            var ahead = method.ahead(Arrays.copyOf(values, known), days);
            for (var day = 0; day < days; day++) {
                byDay[day][origin] = values[known + day] - ahead[day];
                ofTotals[origin] += byDay[day][origin];
            }
        }
        var meanAbsolute = Arrays.stream(byDay).flatMapToDouble(Arrays::stream).map(Math::abs).average().orElse(0);
        Arrays.stream(byDay).forEach(Arrays::sort);
        var meanSquare = Arrays.stream(ofTotals).map(error -> error * error).average().orElse(0);
        return new Errors(byDay, Math.sqrt(meanSquare), meanAbsolute);
    }

    double meanAbsolute() {
        return meanAbsolute;
    }

    /// Totals of neighbouring tries share all their days but one, so the largest of 120 errors of four weeks is that of five tries
    /// rather, and quantiles of them promise too much. Their mean square is that of few, too: it has as many degrees of freedom as the
    /// variance of overlapping sums has (Lo and MacKinlay 1988), and the quantile is Student's.
    Forecast.Estimate aroundTotal(double expected, double confidence) {
        var days = (double) byDay.length;
        var span = byDay[0].length + days - 1;
        var freedom = 3 * days * span / (2 * days * days + 1);
        var width = StudentQuantile.of((1 + confidence) / 2, freedom) * rootMeanSquareOfTotals;
        return new Forecast.Estimate(expected, Math.max(0, expected - width), expected + width);
    }

    /// How many errors it takes so that some of them lie beyond the ends of the interval.
    static int needed(double confidence) {
        return (int) Math.ceil(2 / (1 - confidence) - 1 - 1e-9);
    }

    /// The ranks are those of conformal prediction (Vovk, Gammerman and Shafer 2005): one more error is as likely in each gap between
    /// the known ones.
    Forecast.Estimate around(double expected, int day, double confidence) {
        var errors = byDay[day];
        var tail = (int) Math.floor((errors.length + 1) * (1 - confidence) / 2 + 1e-9);
        return new Forecast.Estimate(expected, Math.clamp(expected + errors[tail - 1], 0, expected),
                Math.max(expected, expected + errors[errors.length - tail]));
    }
}
