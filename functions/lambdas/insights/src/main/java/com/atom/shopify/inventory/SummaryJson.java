package com.atom.shopify.inventory;

import com.atom.shopify.analytics.AnalyticsJson.Progress;
import com.atom.shopify.analytics.AnalyticsJson.Window;
import com.atom.shopify.money.Money;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a store has in stock altogether and at each location, as Shopify told us of it. While sums of what was ordered are being made
/// there is only `progress`, and asking again goes on.
///
/// @param window what is known of the store's orders
/// @param demand the days that demand is of; null while not all orders of any day are known
/// @param stockCompleteSince since when no item is missing; null while Shopify was not asked for all of them
@Serdeable(naming = SnakeCaseStrategy.class)
public record SummaryJson(String timezone, Window window, @Nullable DemandDays demand,
        @Nullable Instant stockCompleteSince, PolicyJson policy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Progress progress,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Totals totals,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Location> locations) {

    /// What is not known is null.
    ///
    /// @param untracked items that Shopify does not count; nothing else here counts them
    /// @param units available; what is negative does not lessen them
    /// @param valueAtCost units × cost, in the store's currency, of items with such a cost
    /// @param unitsWithoutCost units that have no value here, because their cost is not known in that currency
    /// @param lowStock items in stock but below their reorder point; null while too few days are known
    /// @param withoutSuggestion items of which too little was ordered, or is known, to suggest anything
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Totals(long items, long untracked, long units, Money valueAtCost, long unitsWithoutCost,
            long outOfStock, @Nullable Long lowStock, @Nullable Part deadStock, @Nullable Part reorder,
            long withoutSuggestion) {}

    /// Some items: in dead stock what lies there, in reorders what is to be ordered, at the cost of now.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Part(long items, long units, Money valueAtCost, long unitsWithoutCost) {}

    /// @param items that are stocked there
    /// @param outOfStock those of them of which nothing is left there
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Location(String locationId, @Nullable String locationName, long items, long units,
            Money valueAtCost, long unitsWithoutCost, long outOfStock) {}
}
