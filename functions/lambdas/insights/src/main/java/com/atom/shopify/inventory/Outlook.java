package com.atom.shopify.inventory;

import com.atom.shopify.money.Money;
import com.atom.shopify.statistics.Demand;
import com.atom.shopify.statistics.Reorder;
import com.atom.shopify.stock.Stock;
import com.atom.shopify.stock.StockLevel;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// How long an item's stock lasts and what is to be done about it. Of an item that Shopify does not count nothing is said.
///
/// @param available at all locations; none where Shopify does not count
/// @param demand none where it is not known
/// @param reorder none where too little was ordered to suggest anything
/// @param isWhole whether the demand is that of all days that were asked for
record Outlook(Stock stock, OptionalLong available, Optional<Demand> demand, Optional<Reorder> reorder,
        boolean isWhole) {

    static Outlook of(Stock stock, VariantSales.Found.Known sales, Reorder.Policy policy) {
        var available = stock.tracked() && stock.levels().stream().anyMatch(level -> level.available().isPresent())
                ? OptionalLong.of(stock.available())
                : OptionalLong.empty();
        var demand = sales.demand(stock);
        var reorder = available.isPresent()
                ? demand.filter(Demand::isEnough).map(known -> Reorder.of(known, available.getAsLong(), policy))
                : Optional.<Reorder>empty();
        return new Outlook(stock, available, demand, reorder, sales.isWhole());
    }

    OptionalDouble daysOfCover() {
        return available.isPresent() && demand.isPresent()
                ? demand.get().daysOfCover(available.getAsLong())
                : OptionalDouble.empty();
    }

    boolean isOut() {
        return available.isPresent() && available.getAsLong() <= 0;
    }

    private boolean isIn() {
        return available.isPresent() && available.getAsLong() > 0;
    }

    /// Whether an order of now may come too late; none where nothing can be suggested.
    Optional<Boolean> isLow() {
        return reorder.map(suggested -> isIn() && available.getAsLong() < suggested.reorderPoint());
    }

    /// Whether it lies there and nobody ordered any; none where an order may be unknown.
    Optional<Boolean> isDead() {
        return demand.filter(_ -> isWhole && available.isPresent())
                .map(known -> isIn() && known.daysWithSales() == 0);
    }

    long toOrder() {
        return reorder.map(Reorder::quantity).orElse(0L);
    }

    /// Of what can be sold, by the cost of a unit now; none where that is not known.
    Optional<Money> value() {
        return available.isPresent() ? value(available.getAsLong()) : Optional.empty();
    }

    /// The same at one location.
    Optional<Money> value(StockLevel level) {
        return stock.tracked() ? level.available().flatMap(units -> value((long) units)) : Optional.empty();
    }

    /// More sold than there was is worth nothing, not less.
    Optional<Money> value(long units) {
        return stock.cost().map(
                cost -> new Money(cost.amount().multiply(BigDecimal.valueOf(Math.max(0, units))), cost.currency()));
    }
}
