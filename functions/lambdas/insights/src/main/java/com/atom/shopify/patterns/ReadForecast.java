package com.atom.shopify.patterns;

import com.atom.shopify.analytics.AnalyticsJson.Progress;
import com.atom.shopify.analytics.Windows;
import com.atom.shopify.edge.Handler.View;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.sales.Analytics;
import com.atom.shopify.sales.DateRange;
import com.atom.shopify.sales.Granularity;
import com.atom.shopify.sales.History;
import com.atom.shopify.sales.Metric;
import com.atom.shopify.sales.SalesFigures;
import com.atom.shopify.sales.Tally;
import com.atom.shopify.statistics.DailySeries;
import com.atom.shopify.statistics.Forecast;
import com.atom.shopify.statistics.TooLittleData;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a store may sell in the days to come. Only days of which all orders are known are learned from, because an order that is not
/// known would be a day without sales; today is not over and is the first day ahead.
@Singleton
public final class ReadForecast {
    /// Of counts.
    private static final int DIGITS = 2;

    private final Analytics analytics;
    private final History history;
    private final Windows windows;
    private final Clock clock;

    ReadForecast(Analytics analytics, History history, Windows windows, Clock clock) {
        this.analytics = analytics;
        this.history = history;
        this.windows = windows;
        this.clock = clock;
    }

    /// Fails with `insights.too-little-data` when too few days are known.
    public View of(ForecastQuery query, PageRequest page, StoreCall at) {
        var yesterday = LocalDate.now(clock.withZone(at.store().zone())).minusDays(1);
        var past = new DateRange(yesterday.minusDays(query.past() - 1L), yesterday);
        var known = history.known(at.shop(), at.store().zone(), past);
        var needs = Forecast.needs(query.ahead(), query.sure().doubleValue());
        TooLittleData.unless(known.map(DateRange::days).orElse(0L), needs, "days of which all orders are known");
        return new Reading(query, known.orElseThrow(), at).view(needs);
    }

    /// What one request reads.
    private final class Reading {
        private final ForecastQuery query;
        private final DateRange past;
        private final StoreCall at;
        private final Metric metric;
        private final TreeMap<LocalDate, BigDecimal> values = new TreeMap<>();

        private Reading(ForecastQuery query, DateRange past, StoreCall at) {
            this.query = query;
            this.past = past;
            this.at = at;
            this.metric = query.wanted();
        }

        View view(int needs) {
            var building = read();
            if (building.isPresent()) {
                return new View.Unfinished(json(building.get(), null));
            }
            values.values().removeIf(value -> value.signum() == 0);
            TooLittleData.unless(values.size(), 1, "days with sales");
            // A day before the first sale is not a day on which nobody wanted to buy.
            var first = values.firstKey();
            TooLittleData.unless(new DateRange(first, past.to()).days(), needs, "days since the first sale");
            var forecast = Forecast.of(DailySeries.of(first, past.to(), values), query.ahead(),
                    query.sure().doubleValue());
            return new View.Whole(json(null, ForecastJson.Result.of(forecast, first, query.sure(), digits())));
        }

        /// Reads the past, or says how far its sums are.
        private Optional<Progress> read() {
            return query.group().map(this::read).orElseGet(this::readStore);
        }

        private Optional<Progress> read(ForecastQuery.Group group) {
            return sales().eachDay(past, group.dimension(), group.key()::equals,
                    day -> add(day.date(), day.currency(), day.tally()))
                    .map(building -> new Progress(building.daysDone(), building.days()));
        }

        private Optional<Progress> readStore() {
            return switch (sales().figures(past, Granularity.DAY)) {
                case SalesFigures.Building(var done, var days) -> Optional.of(new Progress(done, days));
                case SalesFigures.Known known -> {
                    known.series().forEach(day -> day.totals()
                            .forEach((currency, tally) -> add(day.start().toLocalDate(), currency, tally)));
                    yield Optional.empty();
                }
            };
        }

        private Analytics.Reading sales() {
            return analytics.read(at.shop(), at.store().zone(), past);
        }

        /// Amounts in a currency that the store had before are no measure of what comes.
        private void add(LocalDate date, String currency, Tally tally) {
            if (metric.unit() != Metric.Unit.MONEY || currency.equals(currency())) {
                metric.of(tally, Instant.EPOCH, currency)
                        .ifPresent(value -> values.merge(date, value, BigDecimal::add));
            }
        }

        private ForecastJson json(@Nullable Progress progress, ForecastJson.@Nullable Result result) {
            return new ForecastJson(at.store().zone().getId(), metric.word(),
                    metric.unit() == Metric.Unit.MONEY ? currency() : metric.word(), windows.of(at, past), progress,
                    result);
        }

        private int digits() {
            return metric.unit() == Metric.Unit.MONEY
                    ? Math.max(0, at.store().currency().getDefaultFractionDigits())
                    : DIGITS;
        }

        private String currency() {
            return at.store().currency().getCurrencyCode();
        }
    }
}
