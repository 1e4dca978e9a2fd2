package com.atom.shopify.statistics;

/// The quantile of the standard normal distribution, by algorithm AS 241 (Wichura 1988, PPND7), to about seven digits.
final class NormalQuantile {
    private NormalQuantile() {}

    /// @param probability above 0, below 1
    static double of(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("a probability is between 0 and 1");
        }
        var q = probability - 0.5;
        if (Math.abs(q) <= 0.425) {
            var r = 0.180625 - q * q;
            return q * (((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179)
                    / (((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1);
        }
        var r = Math.sqrt(-Math.log(Math.min(probability, 1 - probability)));
        return Math.copySign(r <= 5 ? near(r - 1.6) : far(r - 5), q);
    }

    private static double near(double r) {
        return (((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777)
                / ((0.12021132975 * r + 0.73700164250) * r + 1);
    }

    private static double far(double r) {
        return (((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150)
                / ((0.012258202635 * r + 0.24197894225) * r + 1);
    }
}
