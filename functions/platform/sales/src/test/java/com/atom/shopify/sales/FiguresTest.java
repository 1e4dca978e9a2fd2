package com.atom.shopify.sales;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.serde.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

final class FiguresTest {
    private final OrderReader reader = new OrderReader(ObjectMapper.getDefault());

    @Property(tries = 300, seed = "20261126")
    void whatWebhooksShowGivesTheFiguresToTheCent(@ForAll long seed) {
        var shop = new SampleShop(seed, false);
        agrees(shop, order -> reader.payload(SampleShop.payload(order)).orElseThrow(), shop.zone);
    }

    /// Which do not name the type.
    @Property(tries = 150, seed = "20261201")
    void whatWebhooksShowGivesTheFiguresOfEveryGroupToTheCent(@ForAll long seed) {
        var shop = new SampleShop(seed, false);
        var days = days(shop, order -> reader.payload(SampleShop.payload(order)).orElseThrow());
        for (var dimension : EnumSet.complementOf(EnumSet.of(Dimension.TYPE))) {
            groupsAgree(shop, days, dimension);
        }
        assertThat(groups(shop, days, Dimension.TYPE).keySet()).isSubsetOf(Dimension.NONE);
    }

    @Property(tries = 150, seed = "20261202")
    void shopifysLedgerGivesTheFiguresOfEveryGroupToTheCent(@ForAll long seed) {
        var shop = new SampleShop(seed, true);
        var days = days(shop, order -> rows(shop, order));
        for (var dimension : Dimension.values()) {
            groupsAgree(shop, days, dimension);
        }
    }

    @Property(tries = 300, seed = "20261127")
    void shopifysLedgerGivesTheFiguresToTheCentInAnyOrderOfItsLines(@ForAll long seed) {
        var shop = new SampleShop(seed, true);
        agrees(shop, order -> rows(shop, order), shop.zone);
    }

    @Property(tries = 100, seed = "20261128")
    void aShopThatChangesItsZoneHasItsFactsInOtherDays(@ForAll long seed) {
        var shop = new SampleShop(seed, true);
        agrees(shop, order -> rows(shop, order), shop.laterZone);
    }

    @Property(tries = 200, seed = "20261129")
    void onlyAnOrderThatItsRefundsDoNotExplainIsProvisional(@ForAll long seed) {
        for (var order : new SampleShop(seed, true).orders) {
            assertThat(reader.payload(SampleShop.payload(order)).orElseThrow().provisional())
                    .isEqualTo(!order.test() && !order.edits().isEmpty());
        }
    }

    @Property(tries = 200, seed = "20261130")
    void aRefundThatComesAloneSaysWhatItSaysWithinItsOrder(@ForAll long seed) {
        for (var order : new SampleShop(seed, false).orders) {
            var whole = reader.payload(SampleShop.payload(order)).orElseThrow();
            var first = reader.payload(SampleShop.payload(order, 0)).orElseThrow();
            var merged = first.with(order.refunds().stream()
                    .map(refund -> reader.refund(SampleShop.refund(order, refund).getBytes(
                            UTF_8)).orElseThrow().agreement(first.facts())));
            assertThat(sales(merged)).isEqualTo(sales(whole));
        }
    }

    private static List<List<Sale>> sales(OrderDocument document) {
        return document.agreements().stream().map(Agreement::sales).toList();
    }

    private OrderDocument rows(SampleShop shop, SampleShop.Order order) {
        var rows = new ArrayList<>(SampleShop.rows(order));
        var root = rows.removeFirst();
        Collections.shuffle(rows, shop.random);
        return reader.rows(root, rows);
    }

    private static void agrees(SampleShop shop, Function<SampleShop.Order, OrderDocument> parse, ZoneId zone) {
        var days = days(shop, parse);
        var oracle = new Oracle(shop.orders);
        for (var granularity : Granularity.values()) {
            var cells = new Cells(zone, granularity);
            days.forEach(cells::add);
            cells.byStart().forEach((start, byCurrency) -> byCurrency.forEach((column, tally) -> {
                var end = granularity.next(start.atZone(zone)).toInstant();
                assertThat(values(tally, start, column.currency())).as("%s from %s in %s", granularity, start, zone)
                        .isEqualTo(oracle.figures(start, end, column.currency()));
            }));
        }
        var range = new DateRange(shop.from, shop.to);
        var cells = new Cells(zone, Granularity.DAY);
        days.forEach(cells::add);
        var sums = new HashMap<String, Tally>();
        cells.byStart().subMap(range.start(zone), range.end(zone)).values().forEach(byCurrency -> byCurrency
                .forEach((column, tally) -> sums.computeIfAbsent(column.currency(), _ -> new Tally()).add(tally)));
        sums.forEach((currency, tally) -> assertThat(values(tally, range.start(zone), currency))
                .isEqualTo(oracle.figures(range.start(zone), range.end(zone), currency)));
    }

    private static void groupsAgree(SampleShop shop, List<OrderDay> days, Dimension dimension) {
        var range = new DateRange(shop.from, shop.to);
        var oracle = new Oracle(shop.orders);
        var groups = groups(shop, days, dimension);
        assertThat(oracle.keys(dimension)).containsAll(groups.keySet());
        for (var key : oracle.keys(dimension)) {
            for (var currency : shop.orders.stream().map(SampleShop.Order::currency).distinct().toList()) {
                var tally = groups.getOrDefault(key, Map.of()).getOrDefault(currency, new Tally());
                var values = values(tally, range.start(shop.zone), currency);
                values.remove(Metric.RETURNING_CUSTOMER_RATE.word());
                var expected = oracle.group(range.start(shop.zone), range.end(shop.zone), currency, dimension, key);
                assertThat(values).as("%s %s in %s", dimension, key, currency)
                        .usingRecursiveComparison().withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                        .isEqualTo(expected);
            }
        }
    }

    private static Map<String, Map<String, Tally>> groups(SampleShop shop, List<OrderDay> days, Dimension dimension) {
        var range = new DateRange(shop.from, shop.to);
        var cells = new Cells(shop.zone, Granularity.DAY, Optional.of(dimension));
        days.forEach(cells::add);
        var groups = new HashMap<String, Map<String, Tally>>();
        cells.byStart().subMap(range.start(shop.zone), range.end(shop.zone)).values().forEach(columns -> columns
                .forEach((column, tally) -> groups.computeIfAbsent(column.group(), _ -> new HashMap<>())
                        .computeIfAbsent(column.currency(), _ -> new Tally()).add(tally)));
        return groups;
    }

    private static List<OrderDay> days(SampleShop shop, Function<SampleShop.Order, OrderDocument> parse) {
        var days = new ArrayList<OrderDay>();
        var last = new HashMap<Long, Instant>();
        shop.orders.stream().sorted(Comparator.comparing(SampleShop.Order::processed)
                .thenComparingLong(SampleShop.Order::id)).forEach(order -> {
                    var previous = order.test() ? null : last.put(order.customer(), order.processed());
                    days.addAll(OrderDay.of(parse.apply(order), previous).values());
                });
        Collections.shuffle(days, shop.random);
        return days;
    }

    private static Map<String, @Nullable BigDecimal> values(Tally tally, Instant from, String currency) {
        var values = new LinkedHashMap<String, @Nullable BigDecimal>();
        for (var metric : Metric.values()) {
            values.put(metric.word(), metric.of(tally, from, currency).orElse(null));
        }
        return values;
    }
}
