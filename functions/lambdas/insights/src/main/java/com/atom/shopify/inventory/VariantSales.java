package com.atom.shopify.inventory;

import com.atom.shopify.analytics.AnalyticsJson.Progress;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.sales.Analytics;
import com.atom.shopify.sales.DateRange;
import com.atom.shopify.sales.Dimension;
import com.atom.shopify.sales.History;
import com.atom.shopify.statistics.DailySeries;
import com.atom.shopify.statistics.Demand;
import com.atom.shopify.stock.Stock;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How many units of each variant were ordered on each of the last days that are over, by the store's clock. Days of which not all
/// orders are known are left out, because they would look like days without sales.
@Singleton
final class VariantSales {
    private final Analytics analytics;
    private final History history;
    private final Clock clock;

    VariantSales(Analytics analytics, History history, Clock clock) {
        this.analytics = analytics;
        this.history = history;
        this.clock = clock;
    }

    /// What was ordered, or how far the sums are.
    sealed interface Found {

        /// @param asked the days that were asked for
        /// @param known those of them that count; none where not all orders of any are known
        /// @param units by variant, a number for each day that counts; nothing of variants that nobody ordered
        record Known(DateRange asked, Optional<DateRange> known, Map<String, double[]> units) implements Found {
            public Known {
                units = Map.copyOf(units);
            }

            boolean isWhole() {
                return known.filter(asked::equals).isPresent();
            }

            /// What is ordered of an item by whichever variant; none where that is not known.
            Optional<Demand> demand(Stock stock) {
                return stock.variants().isEmpty()
                        ? Optional.empty()
                        : known.map(days -> Demand.of(series(days, stock)));
            }

            private DailySeries series(DateRange days, Stock stock) {
                var sums = new double[Math.toIntExact(days.days())];
                stock.variants().stream().map(variant -> variant.variant().decimal()).filter(units::containsKey)
                        .map(units::get).forEach(own -> {
                            for (var day = 0; day < sums.length; day++) {
                                sums[day] += own[day];
                            }
                        });
                return DailySeries.of(days.from(), sums);
            }
        }

        record Building(Progress progress) implements Found {}
    }

    Found of(StockQuery query, StoreCall at) {
        var zone = at.store().zone();
        var asked = asked(query, at);
        var known = history.known(at.shop(), zone, asked);
        var units = new HashMap<String, double[]>();
        var building = known
                .flatMap(days -> analytics.read(at.shop(), zone, days).eachDay(days, Dimension.VARIANT, _ -> true,
                        day -> units.computeIfAbsent(day.group(),
                                _ -> new double[Math.toIntExact(days.days())])[place(days, day.date())] += day.tally()
                                        .units()));
        return building
                .<Found>map(progress -> new Found.Building(new Progress(progress.daysDone(), progress.days())))
                .orElseGet(() -> new Found.Known(asked, known, units));
    }

    /// The days that are asked for.
    DateRange asked(StockQuery query, StoreCall at) {
        var yesterday = LocalDate.now(clock.withZone(at.store().zone())).minusDays(1);
        return new DateRange(yesterday.minusDays(query.past() - 1L), yesterday);
    }

    private static int place(DateRange days, LocalDate day) {
        return Math.toIntExact(ChronoUnit.DAYS.between(days.from(), day));
    }
}
