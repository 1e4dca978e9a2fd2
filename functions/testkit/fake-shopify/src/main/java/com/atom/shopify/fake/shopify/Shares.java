package com.atom.shopify.fake.shopify;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Splitting an amount without losing a cent: what does not divide evenly goes, one unit each, to the first shares
/// (shopify-platform 8). A share never changes afterwards.
final class Shares {
    private Shares() {}

    /// Parts of an amount in proportion to the weights. Without any weight, nobody gets anything.
    static List<BigDecimal> of(BigDecimal total, List<BigDecimal> weights, int scale) {
        BigDecimal sum = sum(weights);
        if (sum.signum() == 0) {
            return Collections.nCopies(weights.size(), BigDecimal.ZERO.setScale(scale));
        }
        var shares = new ArrayList<BigDecimal>();
        for (BigDecimal weight : weights) {
            shares.add(total.multiply(weight).divide(sum, scale, RoundingMode.DOWN));
        }
        BigDecimal unit = BigDecimal.ONE.movePointLeft(scale).multiply(BigDecimal.valueOf(total.signum()));
        BigDecimal left = total.subtract(sum(shares));
        for (int at = 0; left.signum() != 0; at = (at + 1) % shares.size()) {
            if (weights.get(at).signum() != 0) {
                shares.set(at, shares.get(at).add(unit));
                left = left.subtract(unit);
            }
        }
        return List.copyOf(shares);
    }

    /// What the units `from` to `from + count` of a line of `quantity` equal units have of an amount.
    static BigDecimal ofUnits(BigDecimal total, int quantity, int from, int count, int scale) {
        return sum(of(total, Collections.nCopies(quantity, BigDecimal.ONE), scale).subList(from, from + count));
    }

    static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
