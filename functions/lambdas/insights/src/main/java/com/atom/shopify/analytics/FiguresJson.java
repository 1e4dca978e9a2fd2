package com.atom.shopify.analytics;

import com.atom.shopify.money.Money;
import com.atom.shopify.sales.Metric;
import com.atom.shopify.sales.Tally;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The metrics of a time in one currency. Rates are from 0 to 1; a quotient whose divisor is zero is null.
///
/// @param start of a stretch of a series: its first day, or the time with its offset when it is an hour
/// @param key of a group; empty for what belongs to none
/// @param returningCustomerRate null in groups, whose customers are also those of others
@Serdeable(naming = SnakeCaseStrategy.class)
public record FiguresJson(@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String start,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key, Money grossSales, Money discounts,
        Money returns, Money netSales, Money shipping, Money taxes, Money totalSales, long orders, long units,
        @Nullable Money averageOrderValue, @Nullable BigDecimal returningCustomerRate,
        @Nullable BigDecimal refundRate) {

    /// What is said of one currency of some tallies.
    record Of(Map<String, Tally> tallies, Currency currency, Instant from) {

        FiguresJson totals() {
            return json(null, null);
        }

        FiguresJson stretch(String start) {
            return json(start, null);
        }

        FiguresJson group(String key) {
            return json(null, key);
        }

        private FiguresJson json(@Nullable String start, @Nullable String key) {
            return new FiguresJson(start, key, money(Metric.GROSS_SALES), money(Metric.DISCOUNTS),
                    money(Metric.RETURNS), money(Metric.NET_SALES), money(Metric.SHIPPING), money(Metric.TAXES),
                    money(Metric.TOTAL_SALES), count(Metric.ORDERS), count(Metric.UNITS),
                    value(Metric.AVERAGE_ORDER_VALUE).map(this::money).orElse(null),
                    key == null ? value(Metric.RETURNING_CUSTOMER_RATE).orElse(null) : null,
                    value(Metric.REFUND_RATE).orElse(null));
        }

        private Optional<BigDecimal> value(Metric metric) {
            return metric.of(Objects.requireNonNullElseGet(tallies.get(currency.getCurrencyCode()), Tally::new), from,
                    currency.getCurrencyCode());
        }

        private Money money(Metric metric) {
            return money(value(metric).orElseThrow());
        }

        private Money money(BigDecimal amount) {
            return new Money(amount, currency);
        }

        private long count(Metric metric) {
            return value(metric).orElseThrow().longValueExact();
        }
    }
}
