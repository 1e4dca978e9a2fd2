package com.atom.shopify.statistics;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/// Things by what they bring (ABC analysis): those that bring the first 80 % are A, the next 15 % B, all others C.
public enum Abc {
    A,
    B,
    C;

    private static final BigDecimal A_SHARE = new BigDecimal("0.80");
    private static final BigDecimal B_SHARE = new BigDecimal("0.95");

    /// @param values what each brings; one that brings nothing, or less, is C
    public static <T extends Comparable<T>> Map<T, Abc> of(Map<T, BigDecimal> values) {
        var all = values.values().stream().filter(value -> value.signum() > 0).reduce(BigDecimal.ZERO, BigDecimal::add);
        var order = Map.Entry.<T, BigDecimal>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey());
        var classes = new HashMap<T, Abc>();
        var before = BigDecimal.ZERO;
        for (var each : values.entrySet().stream().sorted(order).toList()) {
            classes.put(each.getKey(), each.getValue().signum() > 0 ? of(before, all) : C);
            before = before.add(each.getValue());
        }
        return classes;
    }

    private static Abc of(BigDecimal before, BigDecimal all) {
        if (before.compareTo(all.multiply(A_SHARE)) < 0) {
            return A;
        }
        return before.compareTo(all.multiply(B_SHARE)) < 0 ? B : C;
    }
}
