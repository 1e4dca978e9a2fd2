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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Sums of whole days of a shop, in one of its zones, kept with the generation that was read before they were computed.
@Singleton
final class Totals {
    private static final Argument<List<Cell>> CELLS = Argument.listOf(Cell.class);
    /// An item has 400 KB at most, and the key of a group may be a discount code of 255 characters.
    private static final int CELLS_OF_A_CHUNK = 1_000;
    private static final String CHUNK = "#";

    private final SalesTable table;

    Totals(SalesTable table) {
        this.table = table;
    }

    /// Which sums: by hours or by days, and in which groups.
    record Kind(ZoneId zone, boolean hourly, Optional<Dimension> dimension) {
        Granularity granularity() {
            return hourly ? Granularity.HOUR : Granularity.DAY;
        }

        private String prefix() {
            return "totals#" + zone + "#" + granularity() + "#" + dimension.map(Dimension::word).orElse("all") + "#";
        }

        private String record(LocalDate date) {
            return prefix() + date;
        }

        private String record(LocalDate date, int chunk) {
            return record(date) + (chunk == 0 ? "" : "%s%04d".formatted(CHUNK, chunk));
        }
    }

    /// The sums of a date.
    record OfDate(long generation, List<Cell> cells) {
        OfDate {
            cells = List.copyOf(cells);
        }
    }

    /// A part of the sums of a date.
    ///
    /// @param chunks of which the date's sums consist
    private record Chunk(LocalDate date, long generation, long chunks, List<Cell> cells) {
        boolean goesWith(Chunk other) {
            return generation == other.generation && chunks == other.chunks;
        }
    }

    /// One sum as it is kept.
    @Serdeable
    record Cell(long start, String group, String currency, List<BigDecimal> amounts, List<Long> counts,
            String previous) {
        /// The same for whoever sums the same.
        private static final Comparator<Cell> ORDER = Comparator.comparingLong(Cell::start)
                .thenComparing(Cell::group).thenComparing(Cell::currency);

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

    /// Tells what is kept of each date, current or not, the oldest first. Of what was written by two at once nothing is told.
    void each(ShopDomain shop, Kind kind, DateRange range, BiConsumer<LocalDate, OfDate> use) {
        var chunks = new ArrayList<Chunk>();
        table.each(SalesTable.ofShop(shop), kind.record(range.from()), kind.record(range.to()) + CHUNK + "~", item -> {
            var chunk = chunk(kind, item);
            if (!chunks.isEmpty() && !chunks.getFirst().date().equals(chunk.date())) {
                whole(chunks).ifPresent(sums -> use.accept(chunks.getFirst().date(), sums));
                chunks.clear();
            }
            chunks.add(chunk);
        });
        whole(chunks).ifPresent(sums -> use.accept(chunks.getFirst().date(), sums));
    }

    private Chunk chunk(Kind kind, Map<String, AttributeValue> item) {
        var date = Items.text(item, "record").substring(kind.prefix().length()).split(CHUNK, 2)[0];
        return new Chunk(LocalDate.parse(date), Items.number(item, "generation"), Items.number(item, "chunks"),
                table.unpacked(item, "cells", CELLS));
    }

    private static Optional<OfDate> whole(List<Chunk> chunks) {
        if (chunks.isEmpty()) {
            return Optional.empty();
        }
        var first = chunks.getFirst();
        var own = chunks.stream().limit(first.chunks()).toList();
        return own.size() == first.chunks() && own.stream().allMatch(first::goesWith)
                ? Optional.of(
                        new OfDate(first.generation(), own.stream().flatMap(each -> each.cells().stream()).toList()))
                : Optional.empty();
    }

    void keep(ShopDomain shop, Kind kind, LocalDate date, OfDate totals) {
        var cells = totals.cells().stream().sorted(Cell.ORDER).toList();
        var chunks = Math.max(1, Math.ceilDiv(cells.size(), CELLS_OF_A_CHUNK));
        for (var number = 0; number < chunks; number++) {
            var attributes = new HashMap<String, AttributeValue>();
            attributes.put("generation", Items.number(totals.generation()));
            attributes.put("chunks", Items.number(chunks));
            attributes.put("cells", table.packed(cells.subList(number * CELLS_OF_A_CHUNK,
                    Math.min(cells.size(), (number + 1) * CELLS_OF_A_CHUNK))));
            table.put(SalesTable.key(SalesTable.ofShop(shop), kind.record(date, number)), attributes);
        }
    }
}
