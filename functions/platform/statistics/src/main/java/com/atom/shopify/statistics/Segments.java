package com.atom.shopify.statistics;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Customers by recency, frequency and monetary value (RFM; Hughes 1994): for each of the three everybody gets 1 to 5 by the fifth of all
/// customers that he is in, equals getting equal, and the three give the segment.
///
/// @param method `rfm_quintiles`
/// @param sampleSize customers
public record Segments(String method, int sampleSize, LocalDate asOf, Map<Segment, Group> groups,
        List<Scored> customers) {
    private static final int FIFTHS = 5;
    /// Five in each fifth.
    private static final int FEWEST = 25;

    public Segments {
        groups = Map.copyOf(groups);
        customers = List.copyOf(customers);
    }

    /// @param id of the customer; no personal data
    /// @param spent in one currency for all
    public record Customer(String id, LocalDate lastOrder, int orders, BigDecimal spent) {}

    public record Scored(Customer customer, int recency, int frequency, int monetary, Segment segment) {}

    public record Group(int customers, BigDecimal spent) {}

    /// What a merchant can do something with.
    public enum Segment {
        /// Bought lately, and more than others.
        CHAMPIONS,
        /// Buys more than others, if not just now.
        LOYAL,
        /// Bought lately and only once.
        NEW,
        /// Bought lately, not much yet.
        PROMISING,
        /// Neither lately nor long ago.
        NEEDS_ATTENTION,
        /// Bought more than others, but long ago.
        AT_RISK,
        /// Bought little, long ago.
        LOST;

        private static Segment of(int orders, int recency, double worth) {
            if (recency >= 4) {
                return worth >= 4 ? CHAMPIONS : worth >= 3 ? LOYAL : orders == 1 ? NEW : PROMISING;
            }
            if (recency == 3) {
                return worth >= 4 ? LOYAL : NEEDS_ATTENTION;
            }
            return worth >= 3 ? AT_RISK : LOST;
        }
    }

    /// Fails with `insights.too-little-data` below 25 customers.
    public static Segments of(List<Customer> customers, LocalDate asOf) {
        TooLittleData.unless(customers.size(), FEWEST, "customers");
        var recencies = sorted(customers, Customer::lastOrder);
        var frequencies = sorted(customers, Customer::orders);
        var values = sorted(customers, Customer::spent);
        var scored = customers.stream().map(customer -> scored(customer, fifth(recencies, customer.lastOrder()),
                fifth(frequencies, customer.orders()), fifth(values, customer.spent()))).toList();
        var groups = new EnumMap<Segment, Group>(Segment.class);
        Arrays.stream(Segment.values()).forEach(segment -> groups.put(segment, group(scored, segment)));
        return new Segments("rfm_quintiles", customers.size(), asOf, groups, scored);
    }

    private static Scored scored(Customer customer, int recency, int frequency, int monetary) {
        return new Scored(customer, recency, frequency, monetary,
                Segment.of(customer.orders(), recency, (frequency + monetary) / 2.0));
    }

    private static Group group(List<Scored> all, Segment segment) {
        var own = all.stream().filter(each -> each.segment() == segment).toList();
        return new Group(own.size(), own.stream().map(each -> each.customer().spent()).reduce(BigDecimal.ZERO,
                BigDecimal::add));
    }

    private static <T extends Comparable<? super T>> List<T> sorted(List<Customer> customers,
            Function<Customer, T> value) {
        return customers.stream().map(value).sorted(Comparator.naturalOrder()).toList();
    }

    /// The share of customers who have less decides, so equals get equal.
    private static <T extends Comparable<? super T>> int fifth(List<T> sorted, T value) {
        var low = 0;
        var high = sorted.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (sorted.get(middle).compareTo(value) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return 1 + (int) ((long) low * FIFTHS / sorted.size());
    }
}
