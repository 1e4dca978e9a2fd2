package com.atom.shopify.reports;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.reports.Section.Figure;
import com.atom.shopify.reports.Section.Figures;
import com.atom.shopify.reports.Section.Remark;
import com.atom.shopify.reports.Section.Table;
import com.atom.shopify.sales.Buyers;
import com.atom.shopify.sales.Metric;
import com.atom.shopify.sales.SalesFigures;
import com.atom.shopify.sales.Tally;
import com.atom.shopify.statistics.Segments;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a report on customers says; it names none of them.
record CustomerSections(Figuring figuring, SalesFigures.Known now, Baseline before) {
    Stream<Section> customers(Map<String, Map<String, Tally>> countries) {
        return Stream.concat(Stream.of(new Figures("At a glance", before.compared(), List.of(
                count("customers", "Customers", "distinct customers who placed an order, guests left out",
                        CustomerSections::customers),
                count("new_customers", "New customers", "those of them who had not ordered before this time began",
                        (tally, from) -> customers(tally, from) - returning(tally, from)),
                count("returning_customers", "Returning customers", "those of them who had",
                        CustomerSections::returning),
                figure(Metric.RETURNING_CUSTOMER_RATE), figure(Metric.ORDERS), figure(Metric.AVERAGE_ORDER_VALUE))),
                figuring.course("Customers", now, each -> new Value.Count(figuring.tally(each.totals())
                        .customers(each.counted()))),
                figuring.groups("Where orders went", "Country", countries, now.from(),
                        key -> key.isEmpty() ? "Unknown" : key,
                        List.of(Metric.ORDERS, Metric.UNITS, Metric.NET_SALES, Metric.TOTAL_SALES))),
                Stream.concat(figuring.others(now), before.remark()));
    }

    private static long customers(Tally tally, Instant from) {
        return tally.customers(from);
    }

    private static long returning(Tally tally, Instant from) {
        return tally.returningCustomers(from);
    }

    private Figure count(String key, String label, String definition, ToLongBiFunction<Tally, Instant> counted) {
        Function<SalesFigures.Known, Value> count = figures -> new Value.Count(
                counted.applyAsLong(figuring.tally(figures.totals()), figures.from()));
        return new Figure(key, label, definition, count.apply(now), before.value(count));
    }

    private Figure figure(Metric metric) {
        return new Figure(metric.word(), Figuring.label(metric), metric.definition(),
                figuring.value(metric, now.totals(), now.from()),
                before.value(then -> figuring.value(metric, then.totals(), then.from())));
    }

    /// Customers by how lately, how often and for how much they bought.
    Section segments(Buyers.Found bought) {
        var days = bought.days().days();
        try {
            return table(Segments.of(bought.buyers().stream().map(buyer -> new Segments.Customer(
                    Long.toString(buyer.customer()), buyer.lastOrder(), buyer.orders(), buyer.spent())).toList(),
                    bought.days().to()), days);
        } catch (FailureException thin) {
            if (!(thin.failure() instanceof Failure.Refused refused)) {
                throw thin;
            }
            return new Remark("Segments", "There is too little data to compare customers honestly: "
                    + refused.details().stream().map(Failure.Detail::message).collect(Collectors.joining(", "))
                    + " in the last " + days + " days.");
        }
    }

    private Table table(Segments segments, long days) {
        var all = BigDecimal.valueOf(segments.sampleSize());
        return new Table("Segments of the " + segments.sampleSize() + " customers of the last " + days
                + " days, by how lately, how often and for how much they bought",
                List.of("Segment", "Customers", "Share", "Spent"),
                Arrays.stream(Segments.Segment.values()).flatMap(segment -> Optional
                        .ofNullable(segments.groups().get(segment)).stream().map(group -> List.<Value>of(
                                new Value.Text(words(segment)), new Value.Count(group.customers()),
                                Value.share(BigDecimal.valueOf(group.customers()), all),
                                Value.amount(group.spent(), figuring.currency()))))
                        .toList(),
                0);
    }

    private static String words(Segments.Segment segment) {
        var words = segment.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
