package com.atom.shopify.inventory;

import com.atom.shopify.analytics.AnalyticsJson.Progress;
import com.atom.shopify.analytics.AnalyticsJson.Window;
import com.atom.shopify.money.Money;
import com.atom.shopify.statistics.Demand;
import com.atom.shopify.statistics.Reorder;
import com.atom.shopify.statistics.Rounded;
import com.atom.shopify.stock.StockLevel;
import com.atom.shopify.stock.StockVariant;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How long the stock of a store lasts, item by item, as Shopify told us of it. While sums of what was ordered are being made there is
/// only `progress`, and asking again goes on.
///
/// @param window what is known of the store's orders
/// @param demand the days that demand is of; null while not all orders of any day are known
/// @param stockCompleteSince since when no item is missing; null while Shopify was not asked for all of them
@Serdeable(naming = SnakeCaseStrategy.class)
public record OutlookJson(String timezone, Window window, @Nullable DemandDays demand,
        @Nullable Instant stockCompleteSince, PolicyJson policy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Progress progress,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Item> items) {

    /// What is not known is null.
    ///
    /// @param available at all locations
    /// @param valueAtCost available × cost; what is negative is worth nothing
    /// @param unitsOrdered on the days of the demand, whatever came back
    /// @param dailyDeviation the standard deviation of a day's units
    /// @param daysOfCover available / daily_units; null too when nothing was ordered
    /// @param lowStock in stock, but less than the reorder point
    /// @param deadStock in stock, and nothing was ordered on any of the days
    /// @param reorder null where too little was ordered to suggest anything
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Item(String inventoryItemId, @Nullable String sku, boolean tracked, List<Variant> variants,
            @Nullable Long available, @Nullable Money cost, @Nullable Money valueAtCost, @Nullable Long unitsOrdered,
            @Nullable Integer daysWithSales, @Nullable BigDecimal dailyUnits, @Nullable BigDecimal dailyDeviation,
            @Nullable BigDecimal daysOfCover, boolean outOfStock, @Nullable Boolean lowStock,
            @Nullable Boolean deadStock, @Nullable Suggestion reorder, List<Level> levels) {
        static Item of(Outlook outlook) {
            var stock = outlook.stock();
            var demand = outlook.demand();
            return new Item(stock.id().decimal(), stock.sku().orElse(null), stock.tracked(),
                    stock.variants().stream().map(Variant::of).toList(), orNull(outlook.available()),
                    stock.cost().orElse(null), outlook.value().orElse(null),
                    demand.map(known -> Math.round(known.mean() * known.days())).orElse(null),
                    demand.map(Demand::daysWithSales).orElse(null),
                    demand.map(known -> Rounded.rate(known.mean())).orElse(null),
                    demand.map(known -> Rounded.rate(known.deviation())).orElse(null),
                    orNull(outlook.daysOfCover()), outlook.isOut(), outlook.isLow().orElse(null),
                    outlook.isDead().orElse(null), outlook.reorder().map(Suggestion::of).orElse(null),
                    stock.levels().stream().map(level -> Level.of(level, outlook)).toList());
        }
    }

    /// A variant that sells the item; nearly always there is one.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Variant(String id, String productId, String title, String variantTitle) {
        static Variant of(StockVariant variant) {
            return new Variant(variant.variant().decimal(), variant.product().decimal(), variant.title(),
                    variant.variantTitle());
        }
    }

    /// What lies at one location.
    ///
    /// @param locationName null until Shopify was asked for it once
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Level(String locationId, @Nullable String locationName, @Nullable Integer available,
            @Nullable Integer onHand, @Nullable Money valueAtCost) {
        static Level of(StockLevel level, Outlook outlook) {
            return new Level(level.location().decimal(), level.locationName().orElse(null),
                    level.available().orElse(null), level.onHand().map(StockLevel.OnHand::quantity).orElse(null),
                    outlook.value(level).orElse(null));
        }
    }

    /// @param z the quantile of the normal distribution that belongs to the service level
    /// @param reorderPoint daily_units × lead_time_days + z × daily_deviation × √lead_time_days
    /// @param orderUpTo what should be there after ordering
    /// @param quantity what is missing up to there
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Suggestion(BigDecimal z, BigDecimal safetyStock, BigDecimal reorderPoint, BigDecimal orderUpTo,
            long quantity) {
        private static final int DIGITS = 4;

        static Suggestion of(Reorder reorder) {
            return new Suggestion(Rounded.to(DIGITS, reorder.z()), Rounded.to(DIGITS, reorder.safetyStock()),
                    Rounded.to(DIGITS, reorder.reorderPoint()), Rounded.to(DIGITS, reorder.orderUpTo()),
                    reorder.quantity());
        }
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static @Nullable BigDecimal orNull(OptionalDouble value) {
        return value.isPresent() ? Rounded.rate(value.getAsDouble()) : null;
    }
}
