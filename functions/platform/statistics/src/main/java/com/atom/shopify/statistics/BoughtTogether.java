package com.atom.shopify.statistics;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Pairs that are in one order more often than chance puts them there (association rules; Agrawal, Imieliński and Swami 1993). Only
/// products that are in enough orders by themselves are paired (Apriori), so memory follows what sells and not what there is.
///
/// @param method `association_rules`
/// @param sampleSize orders, those with one product with them
/// @param pairs the highest lift first
public record BoughtTogether<T extends Comparable<T>>(String method, int sampleSize, List<Pair<T>> pairs) {
    private static final int FEWEST_ORDERS = 50;
    /// What happens less often is an anecdote.
    private static final int FEWEST_TOGETHER = 5;

    public BoughtTogether {
        pairs = List.copyOf(pairs);
    }

    /// @param orders with both
    /// @param support share of all orders that have both
    /// @param confidence share of the orders with the first that have the second
    /// @param reverseConfidence share of the orders with the second that have the first
    /// @param lift how many times as often as if they had nothing to do with each other
    public record Pair<T>(T first, T second, int orders, double support, double confidence, double reverseConfidence,
            double lift) {}

    private record Both<T>(T first, T second) {}

    /// Fails with `insights.too-little-data` below 50 orders.
    ///
    /// @param orders the distinct products of each; read twice
    /// @param most how many pairs are wanted
    public static <T extends Comparable<T>> BoughtTogether<T> of(Iterable<Set<T>> orders, int most) {
        var singles = new HashMap<T, Integer>();
        var count = 0;
        for (var order : orders) {
            order.forEach(product -> singles.merge(product, 1, Integer::sum));
            count++;
        }
        TooLittleData.unless(count, FEWEST_ORDERS, "orders");
        singles.values().removeIf(times -> times < FEWEST_TOGETHER);
        var pairs = new HashMap<Both<T>, Integer>();
        orders.forEach(order -> pair(order.stream().filter(singles::containsKey).sorted().toList(), pairs));
        var all = count;
        return new BoughtTogether<>("association_rules", all, pairs.entrySet().stream()
                .filter(pair -> pair.getValue() >= FEWEST_TOGETHER).map(pair -> pair(pair, singles, all))
                .filter(pair -> pair.lift() > 1)
                .sorted(Comparator.comparingDouble((Pair<T> pair) -> pair.lift()).reversed()
                        .thenComparing(Pair::first).thenComparing(Pair::second))
                .limit(most).toList());
    }

    private static <T> void pair(List<T> products, Map<Both<T>, Integer> pairs) {
        for (var first = 0; first < products.size(); first++) {
            for (var second = first + 1; second < products.size(); second++) {
                pairs.merge(new Both<>(products.get(first), products.get(second)), 1, Integer::sum);
            }
        }
    }

    private static <T> Pair<T> pair(Map.Entry<Both<T>, Integer> pair, Map<T, Integer> singles, int orders) {
        var both = pair.getKey();
        int together = pair.getValue();
        int first = singles.getOrDefault(both.first(), 0);
        int second = singles.getOrDefault(both.second(), 0);
        return new Pair<>(both.first(), both.second(), together, (double) together / orders, (double) together / first,
                (double) together / second, (double) together * orders / ((double) first * second));
    }
}
