package com.atom.shopify.statistics;

import java.util.Arrays;

/// How the days of a week differ, as factors around 1 by classical multiplicative decomposition: each day against the mean of the week
/// around it (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3.4). Where no difference can be told from chance, all
/// are 1.
final class Weekdays {
    private static final int WEEK = 7;
    /// One-sided, ninety percent of both sides together.
    private static final double SURE = 1.645;
    /// A day below this is one on which nothing is sold as a rule; dividing by it would blow up noise.
    private static final double CLOSED = 0.05;

    private final double[] factors;

    private Weekdays(double[] factors) {
        this.factors = factors;
    }

    static Weekdays of(double[] values) {
        return new Weekdays(values.length >= 2 * WEEK && differ(values) ? factors(values) : ones());
    }

    double factor(int day) {
        return factors[day % WEEK];
    }

    boolean differ() {
        return Arrays.stream(factors).anyMatch(factor -> factor != 1);
    }

    /// The values as they would be if all days were alike; a closed day is not a number.
    double[] adjust(double[] values) {
        var adjusted = new double[values.length];
        for (var day = 0; day < values.length; day++) {
            adjusted[day] = factor(day) < CLOSED ? Double.NaN : values[day] / factor(day);
        }
        return adjusted;
    }

    /// The test that belongs to the Theta method (Assimakopoulos and Nikolopoulos 2000): whether values a week apart resemble each
    /// other more than chance makes them.
    private static boolean differ(double[] values) {
        var squares = 0.0;
        for (var lag = 1; lag < WEEK; lag++) {
            squares += Math.pow(correlation(values, lag), 2);
        }
        return correlation(values, WEEK) > SURE * Math.sqrt((1 + 2 * squares) / values.length);
    }

    private static double correlation(double[] values, int lag) {
        var mean = Arrays.stream(values).average().orElse(0);
        var own = 0.0;
        var shared = 0.0;
        for (var day = 0; day < values.length; day++) {
            own += Math.pow(values[day] - mean, 2);
            shared += day < lag ? 0 : (values[day] - mean) * (values[day - lag] - mean);
        }
        return own == 0 ? 0 : shared / own;
    }

    private static double[] factors(double[] values) {
        var sums = new double[WEEK];
        var counts = new int[WEEK];
        for (var day = WEEK / 2; day < values.length - WEEK / 2; day++) {
            var week = Arrays.stream(values, day - WEEK / 2, day + WEEK / 2 + 1).sum() / WEEK;
            if (week > 0) {
                sums[day % WEEK] += values[day] / week;
                counts[day % WEEK]++;
            }
        }
        var factors = new double[WEEK];
        for (var day = 0; day < WEEK; day++) {
            factors[day] = counts[day] == 0 ? 1 : Math.max(0, sums[day] / counts[day]);
        }
        var all = Arrays.stream(factors).sum();
        return all == 0 ? ones() : Arrays.stream(factors).map(factor -> factor * WEEK / all).toArray();
    }

    private static double[] ones() {
        var ones = new double[WEEK];
        Arrays.fill(ones, 1);
        return ones;
    }
}
