package com.atom.shopify.sales;

import com.atom.shopify.aws.Items;
import com.atom.shopify.id.ShopDomain;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Sums of whole days of a shop, in one of its zones, kept with the generation that was read before they were computed.
@Singleton
final class Totals {
    private static final Argument<List<Cell>> CELLS = Argument.listOf(Cell.class);

    private final SalesTable table;

    Totals(SalesTable table) {
        this.table = table;
    }

    /// Which sums: by hours or by days, and in which groups.
    record Kind(ZoneId zone, boolean hourly, Optional<Dimension> dimension) {
        Granularity granularity() {
            return hourly ? Granularity.HOUR : Granularity.DAY;
        }

        private String record(LocalDate date) {
            return "totals#" + zone + "#" + granularity() + "#" + dimension.map(Dimension::word).orElse("all") + "#"
                    + date;
        }
    }

    /// The sums of a date.
    record OfDate(long generation, List<Cell> cells) {
        OfDate {
            cells = List.copyOf(cells);
        }
    }

    /// One sum as it is kept.
    @Serdeable
    record Cell(long start, String group, String currency, List<BigDecimal> amounts, List<Long> counts,
            String previous) {
        static Cell of(Instant start, Cells.Column column, Tally tally) {
            return new Cell(start.getEpochSecond(), column.group(), column.currency(),
                    List.of(tally.grossSales, tally.discounts, tally.returns, tally.shipping, tally.taxes,
                            tally.duties, tally.fees),
                    List.of(tally.orders, tally.units, tally.refundedOrders, tally.firstOrders),
                    tally.previousOrders.text());
        }

        Instant at() {
            return Instant.ofEpochSecond(start);
        }

        Tally tally() {
            var tally = new Tally();
            tally.grossSales = amounts.get(0);
            tally.discounts = amounts.get(1);
            tally.returns = amounts.get(2);
            tally.shipping = amounts.get(3);
            tally.taxes = amounts.get(4);
            tally.duties = amounts.get(5);
            tally.fees = amounts.get(6);
            tally.orders = counts.get(0);
            tally.units = counts.get(1);
            tally.refundedOrders = counts.get(2);
            tally.firstOrders = counts.get(3);
            tally.previousOrders = Earlier.of(previous);
            return tally;
        }
    }

    /// What is kept, current or not.
    Map<LocalDate, OfDate> of(ShopDomain shop, Kind kind, DateRange range) {
        var kept = new TreeMap<LocalDate, OfDate>();
        table.each(SalesTable.ofShop(shop), kind.record(range.from()), kind.record(range.to()), item -> {
            var record = Items.text(item, "record");
            kept.put(LocalDate.parse(record.substring(record.lastIndexOf('#') + 1)),
                    new OfDate(Items.number(item, "generation"), table.unpacked(item, "cells", CELLS)));
        });
        return kept;
    }

    void keep(ShopDomain shop, Kind kind, LocalDate date, OfDate totals) {
        var attributes = new HashMap<String, AttributeValue>();
        attributes.put("generation", Items.number(totals.generation()));
        attributes.put("cells", table.packed(totals.cells()));
        table.put(SalesTable.key(SalesTable.ofShop(shop), kind.record(date)), attributes);
    }
}
