package com.atom.shopify.sales;

import com.atom.shopify.aws.Items;
import com.atom.shopify.id.ShopDomain;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/// From when on all orders of a store are in its book: what a backfill says when it is done. Figures of earlier times are partial.
@Singleton
public final class History {
    private static final String RECORD = "history";

    private final SalesTable table;

    History(SalesTable table) {
        this.table = table;
    }

    /// All orders that were processed from then on are in the book; `EPOCH` when there are none before.
    public void completeSince(ShopDomain shop, Instant since) {
        table.put(SalesTable.key(SalesTable.ofShop(shop), RECORD), Map.of("complete_since", Items.time(since)));
    }

    /// None while no backfill has ended.
    public Optional<Instant> completeSince(ShopDomain shop) {
        return Optional.of(table.read(SalesTable.key(SalesTable.ofShop(shop), RECORD)))
                .filter(item -> !item.isEmpty()).map(item -> Items.time(item, "complete_since"));
    }

    /// The last days of a range of which the book has all orders; none where it has all of no day.
    public Optional<DateRange> known(ShopDomain shop, ZoneId zone, DateRange range) {
        return known(completeSince(shop), zone, range);
    }

    static Optional<DateRange> known(Optional<Instant> completeSince, ZoneId zone, DateRange range) {
        return completeSince.map(since -> firstWholeDay(since, zone)).filter(first -> !first.isAfter(range.to()))
                .map(first -> first.isAfter(range.from()) ? new DateRange(first, range.to()) : range);
    }

    private static LocalDate firstWholeDay(Instant since, ZoneId zone) {
        var day = LocalDate.ofInstant(since, zone);
        return day.atStartOfDay(zone).toInstant().isBefore(since) ? day.plusDays(1) : day;
    }
}
