package com.atom.shopify.sales;

import com.atom.shopify.aws.Items;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.subscriptions.Watch;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/// Of which time all orders of a store are in its book: from what a backfill says when it is done, up to where deliveries may be
/// missing. Figures of any other time are partial.
@Singleton
public final class History {
    private static final String RECORD = "history";

    private final SalesTable table;
    private final Watch watch;

    History(SalesTable table, Watch watch) {
        this.table = table;
        this.watch = watch;
    }

    /// The time of which all orders are in the book.
    ///
    /// @param completeSince none while no backfill has ended
    /// @param gapFrom from when on deliveries may be missing, when they may
    public record Extent(Optional<Instant> completeSince, Optional<Instant> gapFrom) {

        /// Whether orders of a time may be missing.
        public boolean lacks(Instant from, Instant end) {
            return lacksPast(from) || gapBefore(end).isPresent();
        }

        /// Whether orders from a time on may be missing because no backfill has read them.
        public boolean lacksPast(Instant from) {
            return completeSince.filter(since -> !since.isAfter(from)).isEmpty();
        }

        /// The gap, when it has begun before a time ends.
        public Optional<Instant> gapBefore(Instant end) {
            return gapFrom.filter(end::isAfter);
        }

        /// The last days of a range of which the book has all orders; none where it has all of no day.
        Optional<DateRange> known(ZoneId zone, DateRange range) {
            var last = gapFrom.map(gap -> LocalDate.ofInstant(gap, zone).minusDays(1)).filter(range.to()::isAfter)
                    .orElse(range.to());
            return completeSince.map(since -> firstWholeDay(since, zone))
                    .map(first -> first.isAfter(range.from()) ? first : range.from())
                    .filter(first -> !first.isAfter(last)).map(first -> new DateRange(first, last));
        }

        private static LocalDate firstWholeDay(Instant since, ZoneId zone) {
            var day = LocalDate.ofInstant(since, zone);
            return day.atStartOfDay(zone).toInstant().isBefore(since) ? day.plusDays(1) : day;
        }
    }

    public Extent extent(ShopDomain shop) {
        return new Extent(completeSince(shop), watch.of(shop).gapFrom());
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
        return extent(shop).known(zone, range);
    }
}
