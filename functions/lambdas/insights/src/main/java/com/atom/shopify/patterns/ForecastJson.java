package com.atom.shopify.patterns;

import com.atom.shopify.analytics.AnalyticsJson.Progress;
import com.atom.shopify.analytics.AnalyticsJson.Window;
import com.atom.shopify.statistics.Forecast;
import com.atom.shopify.statistics.Rounded;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a store may sell in the days to come. While sums of its past are being made there is only `progress`, and asking again goes on.
///
/// @param unit what the numbers count: a currency, `orders` or `units`
/// @param forecast what was learned from the days that are over, each from the first one with a sale
@Serdeable(naming = SnakeCaseStrategy.class)
public record ForecastJson(String timezone, String metric, String unit, Window window,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Progress progress,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Result forecast) {

    /// @param method `theta` or `seasonal_naive`, whichever was less wrong on these days
    /// @param sampleSize days that it was learned from, `from` to `to`
    /// @param origins days of the past at which the method was tried; the intervals are as wide as it was wrong then
    /// @param confidence with which each day lies in its interval, and the total in its own
    /// @param meanAbsoluteError of a day, over all tries
    /// @param seasonalNaiveError the same when each day is expected as the same weekday was last
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Result(String method, int sampleSize, LocalDate from, LocalDate to, int origins,
            BigDecimal confidence, BigDecimal meanAbsoluteError, BigDecimal seasonalNaiveError, Estimate total,
            List<Day> days) {
        static Result of(Forecast forecast, LocalDate from, BigDecimal confidence, int digits) {
            var days = forecast.days().stream().map(day -> Day.of(day, digits)).toList();
            var to = forecast.days().getFirst().date().minusDays(1);
            return new Result(forecast.method(), forecast.sampleSize(), from, to, forecast.origins(), confidence,
                    Rounded.to(digits, forecast.meanAbsoluteError()),
                    Rounded.to(digits, forecast.seasonalNaiveError()), Estimate.of(forecast.total(), digits), days);
        }
    }

    /// @param lower never below zero
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Estimate(BigDecimal expected, BigDecimal lower, BigDecimal upper) {
        static Estimate of(Forecast.Estimate estimate, int digits) {
            return new Estimate(Rounded.to(digits, estimate.expected()), Rounded.to(digits, estimate.lower()),
                    Rounded.to(digits, estimate.upper()));
        }
    }

    /// A day by the store's clock, and its interval.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Day(LocalDate date, BigDecimal expected, BigDecimal lower, BigDecimal upper) {
        static Day of(Forecast.Day day, int digits) {
            var estimate = Estimate.of(day.estimate(), digits);
            return new Day(day.date(), estimate.expected(), estimate.lower(), estimate.upper());
        }
    }
}
