package com.atom.shopify.statistics;

/// The quantile of Student's distribution from that of the normal one, by its expansion in the degrees of freedom (Abramowitz and Stegun
/// 1964, 26.7.5): to a percent for two degrees and probabilities up to 0.975, to a thousandth for five.
final class StudentQuantile {
    private StudentQuantile() {}

    /// @param probability above 0, below 1
    /// @param freedom degrees, not necessarily a whole number
    static double of(double probability, double freedom) {
        if (!(freedom > 0)) {
            throw new IllegalArgumentException("degrees of freedom are above 0");
        }
        var z = NormalQuantile.of(probability);
        var q = z * z;
        return z * (1 + (q + 1) / (4 * freedom) + ((5 * q + 16) * q + 3) / (96 * Math.pow(freedom, 2))
                + (((3 * q + 19) * q + 17) * q - 15) / (384 * Math.pow(freedom, 3))
                + ((((79 * q + 776) * q + 1482) * q - 1920) * q - 945) / (92160 * Math.pow(freedom, 4)));
    }
}
