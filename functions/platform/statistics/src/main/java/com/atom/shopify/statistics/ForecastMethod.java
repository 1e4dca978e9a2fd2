package com.atom.shopify.statistics;

import java.util.Arrays;

/// How the days to come are estimated from those that were.
enum ForecastMethod {
    /// The Theta method (Assimakopoulos and Nikolopoulos 2000), in the form of simple exponential smoothing with half of the linear
    /// trend as drift (Hyndman and Billah 2003), on values without the difference of weekdays. It won the M3 competition and is
    /// hard to beat since.
    THETA("theta") {
        @Override
        double[] ahead(double[] values, int days) {
            var weekdays = Weekdays.of(values);
            var adjusted = weekdays.adjust(values);
            var smoothing = SimpleSmoothing.fit(adjusted);
            var drift = slope(adjusted) / 2;
            var start = (1 - Math.pow(1 - smoothing.alpha(), values.length)) / smoothing.alpha();
            var ahead = new double[days];
            for (var day = 0; day < days; day++) {
                var expected = (smoothing.level() + drift * (day + start)) * weekdays.factor(values.length + day);
                ahead[day] = Math.max(0, expected);
            }
            return ahead;
        }
    },
    /// Each day as the same weekday was last.
    SEASONAL_NAIVE("seasonal_naive") {
        @Override
        double[] ahead(double[] values, int days) {
            var ahead = new double[days];
            for (var day = 0; day < days; day++) {
                ahead[day] = Math.max(0, values[values.length - WEEK + day % WEEK]);
            }
            return ahead;
        }
    };

    private static final int WEEK = 7;

    private final String code;

    ForecastMethod(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    /// What the next days are expected to be; never less than nothing.
    abstract double[] ahead(double[] values, int days);

    /// By least squares over the days that are numbers.
    private static double slope(double[] values) {
        var count = Arrays.stream(values).filter(Double::isFinite).count();
        var meanDay = 0.0;
        var mean = 0.0;
        for (var day = 0; day < values.length; day++) {
            if (!Double.isNaN(values[day])) {
                meanDay += (double) day / count;
                mean += values[day] / count;
            }
        }
        var squares = 0.0;
        var products = 0.0;
        for (var day = 0; day < values.length; day++) {
            if (!Double.isNaN(values[day])) {
                squares += Math.pow(day - meanDay, 2);
                products += (day - meanDay) * (values[day] - mean);
            }
        }
        return squares == 0 ? 0 : products / squares;
    }
}
