package com.atom.shopify.reports;

import com.atom.shopify.sales.Metric;
import com.atom.shopify.sales.SalesFigures;
import com.atom.shopify.sales.Tally;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a report on sales and one on money say.
record SalesSections(Figuring figuring, SalesFigures.Known now, Baseline before) {
    private static final List<Metric> OF_GROUPS = List.of(Metric.ORDERS, Metric.UNITS, Metric.GROSS_SALES,
            Metric.DISCOUNTS, Metric.RETURNS, Metric.NET_SALES);

    /// @param title of the product with an id
    Stream<Section> sales(Map<String, Map<String, Tally>> products, Map<String, Map<String, Tally>> channels,
            Function<String, String> title) {
        return Stream.concat(Stream.of(
                figuring.figures(now, before,
                        List.of(Metric.TOTAL_SALES, Metric.NET_SALES, Metric.ORDERS, Metric.UNITS,
                                Metric.AVERAGE_ORDER_VALUE, Metric.RETURNING_CUSTOMER_RATE, Metric.REFUND_RATE)),
                course("Total sales", Metric.TOTAL_SALES),
                figuring.groups("Products", "Product", products, now.from(),
                        key -> key.isEmpty() ? "Custom items and shipping" : title.apply(key), OF_GROUPS),
                figuring.groups("Channels", "Channel", channels, now.from(), key -> named(key, "Unknown"),
                        OF_GROUPS)),
                rest());
    }

    Stream<Section> money(Map<String, Map<String, Tally>> countries, Map<String, Map<String, Tally>> codes) {
        return Stream.concat(Stream.of(
                figuring.figures(now, before,
                        List.of(Metric.GROSS_SALES, Metric.DISCOUNTS, Metric.RETURNS, Metric.NET_SALES,
                                Metric.SHIPPING, Metric.TAXES, Metric.TOTAL_SALES, Metric.REFUND_RATE)),
                course("Net sales", Metric.NET_SALES),
                figuring.stretches(now, List.of(Metric.GROSS_SALES, Metric.DISCOUNTS, Metric.RETURNS,
                        Metric.NET_SALES, Metric.SHIPPING, Metric.TAXES, Metric.TOTAL_SALES)),
                figuring.groups("Taxes and sales by country", "Country", countries, now.from(),
                        key -> named(key, "Unknown"),
                        List.of(Metric.ORDERS, Metric.NET_SALES, Metric.SHIPPING, Metric.TAXES, Metric.TOTAL_SALES)),
                figuring.groups("Discount codes", "Code", codes, now.from(), key -> named(key, "Without a code"),
                        List.of(Metric.ORDERS, Metric.DISCOUNTS, Metric.NET_SALES))),
                rest());
    }

    private Stream<Section> rest() {
        return Stream.concat(figuring.others(now), before.remark());
    }

    private Section course(String title, Metric metric) {
        return figuring.course(title, now, each -> figuring.value(metric, each.totals(), each.counted()));
    }

    private static String named(String key, String otherwise) {
        return key.isEmpty() ? otherwise : key;
    }
}
