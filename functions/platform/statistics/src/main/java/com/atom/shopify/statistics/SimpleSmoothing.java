package com.atom.shopify.statistics;

/// Simple exponential smoothing, fitted by least squares over what it would have said one step ahead (Hyndman and Athanasopoulos,
/// Forecasting: Principles and Practice, 8.1).
///
/// @param alpha how much the newest value counts, between 0 and 1
/// @param start the level before the first value
/// @param level after the last value, which is what it says of the next one
record SimpleSmoothing(double alpha, double start, double level) {
    private static final double STEP = 0.02;

    private record Fit(double start, double error) {}

    /// @param values not empty; where one is not a number, that day is skipped
    static SimpleSmoothing fit(double[] values) {
        var best = STEP;
        var fit = fit(values, best);
        for (var alpha = 2 * STEP; alpha < 1; alpha += STEP) {
            var other = fit(values, alpha);
            if (other.error() < fit.error()) {
                best = alpha;
                fit = other;
            }
        }
        return of(values, best, fit.start());
    }

    static SimpleSmoothing of(double[] values, double alpha, double start) {
        var level = start;
        for (var value : values) {
            if (!Double.isNaN(value)) {
                level += alpha * (value - level);
            }
        }
        return new SimpleSmoothing(alpha, start, level);
    }

    /// Each error is linear in the start, so the best start has a closed form.
    private static Fit fit(double[] values, double alpha) {
        var level = 0.0;
        var weight = 1.0;
        var products = 0.0;
        var squares = 0.0;
        var rest = 0.0;
        for (var value : values) {
            if (!Double.isNaN(value)) {
                var error = value - level;
                products += error * weight;
                squares += weight * weight;
                rest += error * error;
                level += alpha * error;
                weight *= 1 - alpha;
            }
        }
        return squares == 0 ? new Fit(0, 0) : new Fit(products / squares, rest - products * products / squares);
    }
}
