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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
