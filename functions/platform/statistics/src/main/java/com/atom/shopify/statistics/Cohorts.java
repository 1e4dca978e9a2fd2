package com.atom.shopify.statistics;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Customers by the month of their first order, and which share of them ordered again in each month after it. Only months that are over
/// count; the month of the first order is 1 by definition and left out.
///
/// @param method `first_order_month`
/// @param sampleSize customers in all cohorts
public record Cohorts(String method, int sampleSize, List<Cohort> cohorts) {
    private static final int FEWEST_CUSTOMERS = 20;
    private static final int FEWEST_MONTHS = 2;

    public Cohorts {
        cohorts = List.copyOf(cohorts);
    }

    /// @param customer any name for one and the same, no personal data
    public record Purchase(String customer, LocalDate day) {}

    /// @param retention the share that ordered one, two, … months later
    public record Cohort(YearMonth month, int customers, List<Double> retention) {
        public Cohort {
            retention = List.copyOf(retention);
        }
    }

    /// Fails with `insights.too-little-data` below 20 customers or two months that are over.
    ///
    /// @param asOf the last day that is known
    public static Cohorts of(Iterable<Purchase> purchases, LocalDate asOf) {
        var months = new HashMap<String, Set<YearMonth>>();
        purchases.forEach(purchase -> months.computeIfAbsent(purchase.customer(), _ -> new HashSet<>())
                .add(YearMonth.from(purchase.day())));
        var last = lastWhole(asOf);
        var members = new TreeMap<YearMonth, Map<YearMonth, Integer>>();
        months.values().forEach(own -> {
            var first = own.stream().min(YearMonth::compareTo).orElseThrow();
            if (!first.isAfter(last)) {
                var counts = members.computeIfAbsent(first, _ -> new HashMap<>());
                own.forEach(month -> counts.merge(month, 1, Integer::sum));
            }
        });
        var customers = members.entrySet().stream().mapToInt(Cohorts::size).sum();
        TooLittleData.unless(customers, FEWEST_CUSTOMERS, "customers");
        TooLittleData.unless(ChronoUnit.MONTHS.between(members.firstKey(), last) + 1, FEWEST_MONTHS, "whole months");
        return new Cohorts("first_order_month", customers,
                members.entrySet().stream().map(cohort -> cohort(cohort, last)).toList());
    }

    private static YearMonth lastWhole(LocalDate asOf) {
        var month = YearMonth.from(asOf);
        return asOf.equals(month.atEndOfMonth()) ? month : month.minusMonths(1);
    }

    private static Cohort cohort(Map.Entry<YearMonth, Map<YearMonth, Integer>> members, YearMonth last) {
        var first = members.getKey();
        var size = size(members);
        var months = (int) ChronoUnit.MONTHS.between(first, last);
        return new Cohort(first, size, IntStream.rangeClosed(1, months)
                .mapToObj(later -> (double) members.getValue().getOrDefault(first.plusMonths(later), 0) / size)
                .toList());
    }

    private static int size(Map.Entry<YearMonth, Map<YearMonth, Integer>> members) {
        return members.getValue().getOrDefault(members.getKey(), 0);
    }
}
