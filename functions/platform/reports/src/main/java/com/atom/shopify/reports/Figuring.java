package com.atom.shopify.reports;

import com.atom.shopify.reports.Section.Course;
import com.atom.shopify.reports.Section.Figure;
import com.atom.shopify.reports.Section.Figures;
import com.atom.shopify.reports.Section.Point;
import com.atom.shopify.reports.Section.Table;
import com.atom.shopify.sales.Granularity;
import com.atom.shopify.sales.Metric;
import com.atom.shopify.sales.SalesFigures;
import com.atom.shopify.sales.SalesFigures.Stretch;
import com.atom.shopify.sales.Tally;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// Sections made of sales figures in one currency.
///
/// @param stretches of which a course consists
record Figuring(Currency currency, Granularity stretches) {
    /// As many rows has a table at most.
    static final int MOST_ROWS = 30;
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    Value value(Metric metric, Map<String, Tally> tallies, Instant from) {
        var known = metric.of(tally(tallies), from, currency.getCurrencyCode());
        return switch (metric.unit()) {
            case MONEY -> known.map(amount -> Value.amount(amount, currency)).orElseGet(Value.None::new);
            case COUNT -> known.<Value>map(number -> new Value.Count(number.longValueExact()))
                    .orElseGet(Value.None::new);
            case RATE -> Value.rate(known);
        };
    }

    Tally tally(Map<String, Tally> tallies) {
        var known = tallies.get(currency.getCurrencyCode());
        return known == null ? new Tally() : known;
    }

    Figures figures(SalesFigures.Known now, Baseline before, List<Metric> metrics) {
        return new Figures("At a glance", before.compared(), metrics.stream().map(metric -> new Figure(metric.word(),
                label(metric), metric.definition(), value(metric, now.totals(), now.from()),
                before.value(then -> value(metric, then.totals(), then.from())))).toList());
    }

    Course course(String title, SalesFigures.Known now, Function<Stretch, Value> value) {
        return new Course(title, title,
                now.series().stream().map(each -> new Point(at(each), value.apply(each)))
                        .toList());
    }

    /// The metrics of each stretch of the time.
    Table stretches(SalesFigures.Known now, List<Metric> metrics) {
        return new Table(title(), columns(stretches == Granularity.HOUR ? "Hour" : "From", metrics),
                now.series().stream().map(each -> row(at(each), each.totals(), each.counted(), metrics))
                        .toList(),
                0);
    }

    /// The metrics of groups, the largest sales first.
    Table groups(String title, String column, Map<String, Map<String, Tally>> groups, Instant from,
            Function<String, String> name, List<Metric> metrics) {
        var own = groups.entrySet().stream().filter(group -> group.getValue().containsKey(currency.getCurrencyCode()))
                .sorted(Comparator.<Map.Entry<String, Map<String, Tally>>, BigDecimal>comparing(
                        group -> tally(group.getValue()).netSales()).reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        return new Table(title, columns(column, metrics), own.stream().limit(MOST_ROWS)
                .map(group -> row(name.apply(group.getKey()), group.getValue(), from, metrics)).toList(),
                Math.max(0, own.size() - MOST_ROWS));
    }

    /// What was sold in other currencies, if anything was.
    Stream<Section> others(SalesFigures.Known now) {
        var rows = now.totals().keySet().stream().filter(code -> !code.equals(currency.getCurrencyCode())).sorted()
                .map(Currency::getInstance).map(other -> new Figuring(other, stretches)
                        .row(other.getCurrencyCode(), now.totals(), now.from(),
                                List.of(Metric.ORDERS, Metric.NET_SALES, Metric.TOTAL_SALES)))
                .toList();
        return rows.isEmpty()
                ? Stream.of()
                : Stream.of(new Table("In other currencies",
                        columns("Currency", List.of(Metric.ORDERS, Metric.NET_SALES, Metric.TOTAL_SALES)), rows, 0));
    }

    private List<Value> row(String name, Map<String, Tally> tallies, Instant from, List<Metric> metrics) {
        var row = new ArrayList<Value>();
        row.add(new Value.Text(name));
        metrics.forEach(metric -> row.add(value(metric, tallies, from)));
        return row;
    }

    private static List<String> columns(String first, List<Metric> metrics) {
        return Stream.concat(Stream.of(first), metrics.stream().map(Figuring::label)).toList();
    }

    private String title() {
        return switch (stretches) {
            case HOUR -> "Hour by hour";
            case DAY -> "Day by day";
            case WEEK -> "Week by week";
            case MONTH -> "Month by month";
        };
    }

    /// From when on the stretch counts, which for the first one may be after it began.
    private String at(Stretch stretch) {
        var from = stretch.counted().atZone(stretch.start().getZone());
        return stretches == Granularity.HOUR ? HOUR.format(from) : from.toLocalDate().toString();
    }

    static String label(Metric metric) {
        var words = metric.word().replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
