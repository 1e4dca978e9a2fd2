package com.atom.shopify.patterns;

import com.atom.shopify.analytics.AnalyticsJson.Window;
import com.atom.shopify.statistics.BoughtTogether;
import com.atom.shopify.statistics.Rounded;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/// Pairs of products that are in one order more often than chance puts them there.
///
/// @param from the first day whose orders count
/// @param shortened whether that is later than asked for, because there are more than fifty thousand orders
/// @param method `association_rules`
/// @param sampleSize orders with a product of the catalogue
/// @param pairs the highest lift first, page by page
@Serdeable(naming = SnakeCaseStrategy.class)
public record BoughtTogetherJson(String timezone, LocalDate from, LocalDate to, boolean shortened, Window window,
        String method,
        int sampleSize, List<Pair> pairs) {

    /// @param orders with both
    /// @param support share of all orders that have both
    /// @param confidence share of the orders with the first that have the second
    /// @param reverseConfidence share of the orders with the second that have the first
    /// @param lift how many times as often as if they had nothing to do with each other
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Pair(String firstProductId, String secondProductId, int orders, BigDecimal support,
            BigDecimal confidence, BigDecimal reverseConfidence, BigDecimal lift) {
        static Pair of(BoughtTogether.Pair<Long> pair) {
            return new Pair(pair.first().toString(), pair.second().toString(), pair.orders(),
                    Rounded.rate(pair.support()), Rounded.rate(pair.confidence()),
                    Rounded.rate(pair.reverseConfidence()), Rounded.rate(pair.lift()));
        }
    }
}
