package com.atom.shopify.sales;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tallies by stretch of time, group and currency.
final class Cells {
    private final ZoneId zone;
    private final Granularity granularity;
    private final Optional<Dimension> dimension;
    private final TreeMap<Instant, Map<Column, Tally>> cells = new TreeMap<>();

    Cells(ZoneId zone, Granularity granularity) {
        this(zone, granularity, Optional.empty());
    }

    Cells(ZoneId zone, Granularity granularity, Optional<Dimension> dimension) {
        this.zone = zone;
        this.granularity = granularity;
        this.dimension = dimension;
    }

    /// What is summed apart within one stretch of time.
    ///
    /// @param group nothing where nothing is grouped
    record Column(String group, String currency) {}

    NavigableMap<Instant, Map<Column, Tally>> byStart() {
        return cells;
    }

    /// Adds what of an order happened on a day.
    void add(OrderDay order) {
        var facts = order.facts();
        if (order.placed()) {
            var start = start(facts.processedAt());
            var previous = earlier(order.previous(), start);
            groups(order).forEach(group -> cell(start, group, facts.currency()).place(order, previous));
            dimension.filter(Dimension::isOfItems).ifPresent(_ -> placeUnits(order, start));
        }
        order.agreements().forEach(agreement -> agreement.sales().forEach(sale -> groups(facts, sale)
                .forEach(group -> cell(start(agreement.at()), group, facts.currency()).add(sale))));
    }

    /// The units of an order are dated by it, and only its lines say of which product they are.
    private void placeUnits(OrderDay order, ZonedDateTime start) {
        groups(order).forEach(group -> cell(start, group, order.facts().currency()).units -= order.units());
        order.ordered().forEach(sale -> groups(order.facts(), sale)
                .forEach(group -> cell(start, group, order.facts().currency()).units += sale.orderedUnits()));
    }

    private Stream<String> groups(OrderDay order) {
        return dimension.map(by -> by.groups(order.facts(), order.agreements().stream()
                .filter(agreement -> agreement.kind() == Kind.ORDER).flatMap(agreement -> agreement.sales().stream())
                .filter(sale -> sale.type() == LineType.PRODUCT))).orElseGet(() -> Stream.of(Dimension.NONE));
    }

    private Stream<String> groups(OrderFacts facts, Sale sale) {
        return dimension.map(by -> by.groups(facts, sale)).orElseGet(() -> Stream.of(Dimension.NONE));
    }

    /// Rounded as finely as whoever asks about later times can tell: to the hour within the day, else to the day.
    private @Nullable Instant earlier(@Nullable Instant previous, ZonedDateTime start) {
        if (previous == null) {
            return null;
        }
        var day = Granularity.DAY.start(previous.atZone(zone));
        return (day.isBefore(Granularity.DAY.start(start)) ? day : start(previous)).toInstant();
    }

    private Tally cell(ZonedDateTime start, String group, String currency) {
        return cells.computeIfAbsent(start.toInstant(), _ -> new HashMap<>())
                .computeIfAbsent(new Column(group, currency), _ -> new Tally());
    }

    private ZonedDateTime start(Instant at) {
        return granularity.start(at.atZone(zone));
    }
}
