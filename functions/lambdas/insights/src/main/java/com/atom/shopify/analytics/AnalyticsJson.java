package com.atom.shopify.analytics;

import com.atom.shopify.sales.DateRange;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The sales figures of a store. While sums are being made there is only `progress`, and asking again goes on.
///
/// @param from the first day, by the store's clock
/// @param window what the figures cover
/// @param definitions what each metric says
/// @param otherCurrencies amounts from before the store changed its currency
@Serdeable(naming = SnakeCaseStrategy.class)
public record AnalyticsJson(String timezone, String from, String to, String granularity, String currency,
        Window window, Map<String, String> definitions,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Progress progress,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FiguresJson totals,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FiguresJson> series,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<InCurrency> otherCurrencies,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Compared comparison,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FiguresJson> groups) {

    /// What figures cover.
    ///
    /// @param partial whether orders of the range may be missing, because the store's history was not read that far back, or because
    ///        deliveries are known to be missing and were not read again yet
    /// @param completeSince from when on all orders are known; null while the history is not read
    /// @param limitedToSixtyDays whether Shopify shows the app no older orders, because it lacks `read_all_orders`
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Window(boolean partial, @Nullable Instant completeSince, boolean limitedToSixtyDays) {}

    /// How many days of the range are summed.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Progress(long daysDone, long days) {}

    /// Amounts in another currency.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record InCurrency(String currency, FiguresJson totals, List<FiguresJson> series) {}

    /// The figures of the range that was compared to.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Compared(String from, String to, boolean partial, FiguresJson totals, List<FiguresJson> series,
            List<InCurrency> otherCurrencies) {
        static Compared of(DateRange range, boolean partial, FiguresJson totals, List<FiguresJson> series,
                List<InCurrency> otherCurrencies) {
            return new Compared(range.from().toString(), range.to().toString(), partial, totals, series,
                    otherCurrencies);
        }
    }
}
