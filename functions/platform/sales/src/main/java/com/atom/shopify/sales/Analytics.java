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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

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

    /// The figures of a range of a shop's days.
    public SalesFigures figures(ShopDomain shop, ZoneId zone, DateRange range, Granularity granularity) {
        var sums = sums(shop, new Kind(zone, granularity == Granularity.HOUR, Optional.empty()), range);
        if (sums.missing() > 0) {
            return new SalesFigures.Building(range.days() - sums.missing(), range.days());
        }
        var from = range.start(zone);
        var partial = history.completeSince(shop).filter(since -> !since.isAfter(from)).isEmpty();
        // A customer of an hour may have ordered before in the same day, which sums of hours tell and must not count twice.
        return new SalesFigures.Known(zone, from, sum(sums.parts()), series(sums.parts(), zone, range, granularity),
                partial);
    }

    /// The sales of a range in groups. Distinct customers do not add up over groups.
    public Grouped groups(ShopDomain shop, ZoneId zone, DateRange range, Dimension dimension) {
        var sums = sums(shop, new Kind(zone, false, Optional.of(dimension)), range);
        if (sums.missing() > 0) {
            return new Grouped.Building(range.days() - sums.missing(), range.days());
        }
        return new Grouped.Known(range.start(zone), sums.parts().stream().collect(Collectors.groupingBy(Part::group,
                Collectors.collectingAndThen(Collectors.toList(), Analytics::sum))));
    }

    /// What a group sold on one day.
    ///
    /// @param group empty for what belongs to none
    public record OfDay(LocalDate date, String group, String currency, Tally tally) {}

    /// Tells what each group sold on each day of a range, in no order, nothing of days without anything; or, when that is not known
    /// yet, how far it is.
    public Optional<Grouped.Building> eachDay(ShopDomain shop, ZoneId zone, DateRange range, Dimension dimension,
            Consumer<OfDay> use) {
        var sums = sums(shop, new Kind(zone, false, Optional.of(dimension)), range);
        if (sums.missing() > 0) {
            return Optional.of(new Grouped.Building(range.days() - sums.missing(), range.days()));
        }
        sums.parts().forEach(part -> use.accept(new OfDay(LocalDate.ofInstant(part.at(), zone), part.group(),
                part.currency(), part.tally())));
        return Optional.empty();
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

    /// @param missing how many days have no current sums yet
    private record Sums(List<Part> parts, long missing) {}

    /// A sum that is a part of others; nobody adds anything to it.
    private record Part(Instant at, String group, String currency, Tally tally) {
        static Part of(Cell cell) {
            return new Part(cell.at(), cell.group(), cell.currency(), cell.tally());
        }
    }

    private Sums sums(ShopDomain shop, Kind kind, DateRange range) {
        var utc = new DateRange(DateRange.utc(range.from(), kind.zone()).from(),
                DateRange.utc(range.to(), kind.zone()).to());
        // Before anything else: what is read afterwards is at least that new.
        var changes = generations.of(shop, utc);
        var current = new TreeMap<>(totals.of(shop, kind, range));
        current.entrySet().removeIf(
                kept -> kept.getValue().generation() != generation(kept.getKey(), kind.zone(), changes));
        var stale = range.dates().filter(date -> !current.containsKey(date)
                && generation(date, kind.zone(), changes) > 0).toList();
        var done = build(shop, kind, stale, changes, current);
        return new Sums(current.values().stream().flatMap(each -> each.cells().stream()).map(Part::of)
                .toList(), stale.size() - done);
    }

    private static long generation(LocalDate date, ZoneId zone, Map<LocalDate, Long> changes) {
        return DateRange.utc(date, zone).dates().mapToLong(day -> changes.getOrDefault(day, 0L)).sum();
    }

    /// Sums as many days as can be at once, and says how many.
    private int build(ShopDomain shop, Kind kind, List<LocalDate> stale, Map<LocalDate, Long> changes,
            Map<LocalDate, OfDate> current) {
        var read = new AtomicLong();
        var done = 0;
        while (done < stale.size() && read.get() <= MOST_AT_ONCE) {
            var together = together(stale, done);
            var cells = new Cells(kind.zone(), kind.granularity(), kind.dimension());
            days.each(shop, new DateRange(DateRange.utc(together.getFirst(), kind.zone()).from(),
                    DateRange.utc(together.getLast(), kind.zone()).to()), order -> {
                        read.incrementAndGet();
                        cells.add(order);
                    });
            together.forEach(date -> {
                var sums = new OfDate(generation(date, kind.zone(), changes), cells(cells, date, kind.zone()));
                totals.keep(shop, kind, date, sums);
                current.put(date, sums);
            });
            done += together.size();
        }
        return done;
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
