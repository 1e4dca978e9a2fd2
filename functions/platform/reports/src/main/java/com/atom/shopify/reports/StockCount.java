package com.atom.shopify.reports;

import com.atom.shopify.money.Money;
import com.atom.shopify.reports.Section.Figure;
import com.atom.shopify.reports.Section.Figures;
import com.atom.shopify.reports.Section.Remark;
import com.atom.shopify.reports.Section.Table;
import com.atom.shopify.stock.Stock;
import com.atom.shopify.stock.StockLevel;
import com.atom.shopify.stock.StockVariant;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Counts a store's stock item by item, and keeps of each list only what will be shown, so that it needs no more memory for a larger
/// store.
final class StockCount {
    /// Velocity is taken from so many days.
    static final int DAYS = 28;
    /// What lasts less long is running low.
    private static final int LOW = 14;

    private final Currency currency;
    private final Map<Long, Long> soldOfVariants;
    private final Map<Long, PerLocation> locations = new TreeMap<>();
    private final Longest runningLow = new Longest(Comparator.comparing(Line::cover).reversed());
    private final Longest soldOut = new Longest(Comparator.comparingLong(Line::sold));
    private final Longest lying = new Longest(Comparator.comparing(Line::worth).thenComparingLong(Line::available));
    private BigDecimal value = BigDecimal.ZERO;
    private long items;
    private long units;
    private long outOfStock;
    private long low;
    private long withoutCost;

    /// @param soldOfVariants units of each variant in the last [#DAYS] days
    StockCount(Currency currency, Map<Long, Long> soldOfVariants) {
        this.currency = currency;
        this.soldOfVariants = Map.copyOf(soldOfVariants);
    }

    /// An item as it is listed.
    private record Line(String title, String sku, long available, long sold, BigDecimal worth, boolean costKnown) {
        /// In days.
        BigDecimal cover() {
            return BigDecimal.valueOf(available * DAYS).divide(BigDecimal.valueOf(sold), 1, RoundingMode.HALF_UP);
        }
    }

    private static final class PerLocation {
        private String name;
        private long units;
        private BigDecimal value = BigDecimal.ZERO;

        /// @param name until it is known
        private PerLocation(String name) {
            this.name = name;
        }
    }

    /// The largest by an order, and how many more there were.
    private static final class Longest {
        private final PriorityQueue<Line> lines;
        private final Comparator<Line> order;
        private long seen;

        Longest(Comparator<Line> order) {
            this.order = order.thenComparing(Comparator.comparing(Line::title).thenComparing(Line::sku).reversed());
            this.lines = new PriorityQueue<>(this.order);
        }

        void add(Line line) {
            seen++;
            lines.add(line);
            if (lines.size() > Figuring.MOST_ROWS) {
                lines.poll();
            }
        }

        List<Line> lines() {
            var sorted = new ArrayList<>(lines);
            sorted.sort(order.reversed());
            return sorted;
        }

        long more() {
            return seen - lines.size();
        }
    }

    /// Counts an item, if Shopify counts it.
    void add(Stock stock) {
        if (!stock.tracked() || stock.levels().isEmpty()) {
            return;
        }
        var cost = stock.cost().filter(known -> known.currency().equals(currency)).map(Money::amount);
        var line = line(stock, cost);
        items++;
        units += Math.max(0, line.available());
        value = value.add(line.worth());
        withoutCost += line.costKnown() ? 0 : 1;
        stock.levels().forEach(level -> add(level, cost.orElse(BigDecimal.ZERO)));
        if (line.available() <= 0) {
            outOfStock++;
            if (line.sold() > 0) {
                soldOut.add(line);
            }
        } else if (line.sold() == 0) {
            lying.add(line);
        } else if (line.cover().compareTo(BigDecimal.valueOf(LOW)) < 0) {
            low++;
            runningLow.add(line);
        }
    }

    private Line line(Stock stock, Optional<BigDecimal> cost) {
        var sold = stock.variants().stream().map(variant -> variant.variant().number()).distinct()
                .mapToLong(variant -> soldOfVariants.getOrDefault(variant, 0L)).sum();
        var available = stock.available();
        return new Line(title(stock), stock.sku().orElse(""), available, sold,
                cost.orElse(BigDecimal.ZERO).multiply(BigDecimal.valueOf(Math.max(0, available))), cost.isPresent());
    }

    private static String title(Stock stock) {
        return stock.variants().stream().findFirst().map(StockCount::title)
                .orElseGet(() -> "Item " + stock.id().decimal());
    }

    private static String title(StockVariant variant) {
        return variant.variantTitle().isEmpty() || variant.variantTitle().equals("Default Title")
                ? variant.title()
                : variant.title() + " – " + variant.variantTitle();
    }

    private void add(StockLevel level, BigDecimal cost) {
        var there = Math.max(0, level.available().orElse(0));
        var sum = locations.computeIfAbsent(level.location().number(),
                _ -> new PerLocation("Location " + level.location().decimal()));
        sum.name = level.locationName().orElse(sum.name);
        sum.units += there;
        sum.value = sum.value.add(cost.multiply(BigDecimal.valueOf(there)));
    }

    boolean isEmpty() {
        return items == 0;
    }

    Stream<Section> sections() {
        if (isEmpty()) {
            return Stream
                    .of(new Remark("Stock", "Nothing is known of the store's stock: it has none that Shopify counts, "
                            + "or it has not been read yet."));
        }
        return Stream.of(glance(),
                table("Running low", runningLow,
                        List.of("Product", "SKU", "Available", "Sold in " + DAYS + " days", "Days left"),
                        line -> List.of(new Value.Count(line.available()), new Value.Count(line.sold()),
                                new Value.Days(line.cover()))),
                table("Out of stock, though it sells", soldOut,
                        List.of("Product", "SKU", "Available", "Sold in " + DAYS + " days"),
                        line -> List.of(new Value.Count(line.available()), new Value.Count(line.sold()))),
                table("Lying still: nothing sold in " + DAYS + " days", lying,
                        List.of("Product", "SKU", "Available", "Value at cost"),
                        line -> List.of(new Value.Count(line.available()),
                                line.costKnown() ? Value.amount(line.worth(), currency) : new Value.None())),
                new Table("Locations", List.of("Location", "Available", "Value at cost"),
                        locations.values().stream().map(each -> List.<Value>of(new Value.Text(each.name),
                                new Value.Count(each.units), Value.amount(each.value, currency))).toList(),
                        0));
    }

    private Figures glance() {
        return new Figures("At a glance", "", List.of(
                figure("items", "Items", "inventory items that Shopify counts", new Value.Count(items)),
                figure("units_available", "Units available", "what can be sold at all locations together",
                        new Value.Count(units)),
                figure("value_at_cost", "Value at cost",
                        "units available × unit cost, of the items whose cost is known",
                        Value.amount(value, currency)),
                figure("items_without_cost", "Items without a cost",
                        "items that count nothing in the value, because their cost is not known",
                        new Value.Count(withoutCost)),
                figure("out_of_stock", "Out of stock", "items of which nothing is available",
                        new Value.Count(outOfStock)),
                figure("running_low", "Running low", "items that last less than " + LOW
                        + " days: available / (units sold in " + DAYS + " days / " + DAYS + ")",
                        new Value.Count(low))));
    }

    private static Figure figure(String key, String label, String definition, Value value) {
        return new Figure(key, label, definition, value, new Value.None());
    }

    private interface Columns {
        List<Value> of(Line line);
    }

    private static Table table(String title, Longest longest, List<String> names, Columns columns) {
        return new Table(title, names, longest.lines().stream().map(line -> Stream.concat(
                Stream.of(new Value.Text(line.title()), new Value.Text(line.sku())),
                columns.of(line).stream()).<Value>map(each -> each).toList()).toList(), longest.more());
    }
}
