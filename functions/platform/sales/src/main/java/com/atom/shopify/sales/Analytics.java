package com.atom.shopify.sales;

import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.sales.Totals.Cell;
import com.atom.shopify.sales.Totals.Kind;
import com.atom.shopify.sales.Totals.OfDate;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The figures of a store, from sums of its days. A day is summed when somebody asks for it and its sums are not current; who asks
/// for more than can be summed at once asks again, and goes on where it stopped.
@Singleton
public final class Analytics {
    /// As many days of orders as one call sums, about; a day is never cut.
    private static final long MOST_AT_ONCE = 20_000;
    /// Read together, which saves reading a day of UTC twice.
    private static final int DAYS_AT_ONCE = 7;

    private final Generations generations;
    private final Totals totals;
    private final Days days;
    private final History history;

    Analytics(Generations generations, Totals totals, Days days, History history) {
        this.generations = generations;
        this.totals = totals;
        this.days = days;
        this.history = history;
    }

    /// What groups of a range's sales have, or how far it is.
    public sealed interface Grouped {

        /// @param from when the range begins
        /// @param groups by key and currency; the empty key is what belongs to no group
        record Known(Instant from, Map<String, Map<String, Tally>> groups) implements Grouped {
            public Known {
                groups = Map.copyOf(groups);
            }
        }

        record Building(long daysDone, long days) implements Grouped {}
    }

    /// What a group sold on one day.
    ///
    /// @param group empty for what belongs to none
    public record OfDay(LocalDate date, String group, String currency, Tally tally) {}

    /// Begins to read a shop's days: everything that is read is at least as new as this.
    ///
    /// @param ranges whatever will be asked for lies in them
    public Reading read(ShopDomain shop, ZoneId zone, DateRange... ranges) {
        var changes = generations.of(shop, DateRange.joined(Stream.of(ranges).map(range -> range.utc(zone)).toList()));
        return new Reading(shop, zone, changes, history.extent(shop));
    }

    /// The figures of some of a shop's days, as they are while they are read. How often each day has changed was read before.
    public final class Reading {
        private final ShopDomain shop;
        private final ZoneId zone;
        private final Map<LocalDate, Long> changes;
        private final History.Extent extent;

        private Reading(ShopDomain shop, ZoneId zone, Map<LocalDate, Long> changes, History.Extent extent) {
            this.shop = shop;
            this.zone = zone;
            this.changes = changes;
            this.extent = extent;
        }

        /// Of which time all orders are in the book.
        public History.Extent extent() {
            return extent;
        }

        /// From when on all orders are in the book, as [History] has it.
        public Optional<Instant> completeSince() {
            return extent.completeSince();
        }

        /// The last days of a range of which the book has all orders; none where it has all of no day.
        public Optional<DateRange> known(DateRange range) {
            return extent.known(zone, range);
        }

        public SalesFigures figures(DateRange range, Granularity granularity) {
            var parts = new ArrayList<Part>();
            var missing = each(new Kind(zone, granularity == Granularity.HOUR, Optional.empty()), range, _ -> true,
                    parts::add);
            if (missing > 0) {
                return new SalesFigures.Building(range.days() - missing, range.days());
            }
            var from = range.start(zone);
            var partial = extent.lacks(from, range.end(zone));
            // A customer of an hour may have ordered before in the same day, which sums of hours tell and must not count twice.
            return new SalesFigures.Known(zone, from, sum(parts), series(parts, zone, range, granularity), partial);
        }

        /// The sales of a range in groups. Distinct customers do not add up over groups.
        public Grouped groups(DateRange range, Dimension dimension) {
            var groups = new HashMap<String, Map<String, Tally>>();
            var missing = each(new Kind(zone, false, Optional.of(dimension)), range, _ -> true,
                    part -> groups.computeIfAbsent(part.group(), _ -> new HashMap<>())
                            .computeIfAbsent(part.currency(), _ -> new Tally()).add(part.tally()));
            return missing > 0
                    ? new Grouped.Building(range.days() - missing, range.days())
                    : new Grouped.Known(range.start(zone), groups);
        }

        /// Tells what groups sold on each day of a range, in no order, nothing of days without anything. When that is not known yet,
        /// it says how far it is, and what it told until then is worth nothing.
        ///
        /// @param wanted the groups that are told of
        public Optional<Grouped.Building> eachDay(DateRange range, Dimension dimension, Predicate<String> wanted,
                Consumer<OfDay> use) {
            var missing = each(new Kind(zone, false, Optional.of(dimension)), range, wanted, part -> use.accept(
                    new OfDay(LocalDate.ofInstant(part.at(), zone), part.group(), part.currency(), part.tally())));
            return missing > 0
                    ? Optional.of(new Grouped.Building(range.days() - missing, range.days()))
                    : Optional.empty();
        }

        /// Tells of each sum of a range, a day at a time, so that it needs no more memory for a longer one, and makes those that are
        /// not current, as many as can be at once.
        ///
        /// @return how many days have none yet
        private int each(Kind kind, DateRange range, Predicate<String> wanted, Consumer<Part> use) {
            var stale = range.dates().filter(date -> generation(date) > 0)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (stale.isEmpty()) {
                return 0;
            }
            Consumer<OfDate> tell = sums -> sums.cells().stream().filter(cell -> wanted.test(cell.group()))
                    .map(Part::of).forEach(use);
            totals.each(shop, kind, new DateRange(stale.getFirst(), stale.getLast()), (date, kept) -> {
                if (kept.generation() == generation(date) && stale.remove(date)) {
                    tell.accept(kept);
                }
            });
            return stale.size() - build(kind, List.copyOf(stale), tell);
        }

        private long generation(LocalDate date) {
            return new DateRange(date, date).utc(zone).dates().mapToLong(day -> changes.getOrDefault(day, 0L)).sum();
        }

        /// Sums as many days as can be at once, and says how many.
        private int build(Kind kind, List<LocalDate> stale, Consumer<OfDate> tell) {
            var read = new AtomicLong();
            var done = 0;
            while (done < stale.size() && read.get() <= MOST_AT_ONCE) {
                var together = together(stale, done);
                var cells = new Cells(zone, kind.granularity(), kind.dimension());
                days.each(shop, new DateRange(together.getFirst(), together.getLast()).utc(zone), order -> {
                    read.incrementAndGet();
                    cells.add(order);
                });
                together.forEach(date -> {
                    var sums = new OfDate(generation(date), cells(cells, date, zone));
                    totals.keep(shop, kind, date, sums);
                    tell.accept(sums);
                });
                done += together.size();
            }
            return done;
        }
    }

    /// A sum that is a part of others; nobody adds anything to it.
    private record Part(Instant at, String group, String currency, Tally tally) {
        static Part of(Cell cell) {
            return new Part(cell.at(), cell.group(), cell.currency(), cell.tally());
        }
    }

    private static Map<String, Tally> sum(List<Part> parts) {
        return parts.stream().collect(Collectors.groupingBy(Part::currency, Collectors
                .collectingAndThen(Collectors.mapping(Part::tally, Collectors.toList()), Analytics::sumOfOne)));
    }

    private static Tally sumOfOne(List<Tally> tallies) {
        if (tallies.size() == 1) {
            return tallies.getFirst();
        }
        var sum = new Tally();
        tallies.forEach(sum::add);
        return sum;
    }

    private static List<SalesFigures.Stretch> series(List<Part> parts, ZoneId zone, DateRange range,
            Granularity granularity) {
        var byStart = parts.stream().collect(
                Collectors.groupingBy(part -> granularity.start(part.at().atZone(zone)).toInstant()));
        var series = new ArrayList<SalesFigures.Stretch>();
        var from = range.start(zone);
        for (var start = granularity.start(from.atZone(zone)); start.toInstant()
                .isBefore(range.end(zone)); start = granularity.next(start)) {
            var began = start.toInstant();
            series.add(new SalesFigures.Stretch(start, began.isBefore(from) ? from : began,
                    sum(byStart.getOrDefault(began, List.of()))));
        }
        return series;
    }

    /// The next days without a gap.
    private static List<LocalDate> together(List<LocalDate> dates, int from) {
        var to = from + 1;
        while (to < dates.size() && to - from < DAYS_AT_ONCE
                && dates.get(to).equals(dates.get(to - 1).plusDays(1))) {
            to++;
        }
        return dates.subList(from, to);
    }

    private static List<Cell> cells(Cells cells, LocalDate date, ZoneId zone) {
        var day = new DateRange(date, date);
        return cells.byStart().subMap(day.start(zone), true, day.end(zone), false).entrySet().stream()
                .flatMap(stretch -> stretch.getValue().entrySet().stream()
                        .map(each -> Cell.of(stretch.getKey(), each.getKey(), each.getValue())))
                .toList();
    }
}
