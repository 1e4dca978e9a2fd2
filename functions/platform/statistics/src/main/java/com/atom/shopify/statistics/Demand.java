package com.atom.shopify.statistics;

import java.util.OptionalDouble;

/// How much of something is sold a day.
///
/// @param days that were looked at, those without a sale with them
/// @param daysWithSales among them
/// @param mean units a day
/// @param deviation the standard deviation of a day's units
public record Demand(int days, int daysWithSales, double mean, double deviation) {
    /// Below this a deviation says nothing.
    private static final int FEWEST_DAYS = 28;
    private static final int FEWEST_DAYS_WITH_SALES = 4;

    /// How many days must be looked at before anything is suggested.
    public static int needs() {
        return FEWEST_DAYS;
    }

    /// Days on which more came back than was sold count as they are.
    public static Demand of(DailySeries units) {
        var count = units.days();
        var mean = 0.0;
        var withSales = 0;
        for (var day = 0; day < count; day++) {
            mean += units.at(day) / count;
            withSales += units.at(day) > 0 ? 1 : 0;
        }
        var squares = 0.0;
        for (var day = 0; day < count; day++) {
            squares += Math.pow(units.at(day) - mean, 2);
        }
        return new Demand(count, withSales, mean, count > 1 ? Math.sqrt(squares / (count - 1)) : 0);
    }

    /// How long the stock lasts when it goes on like this: none when nothing is sold.
    public OptionalDouble daysOfCover(long available) {
        return mean > 0 ? OptionalDouble.of(Math.max(0, available) / mean) : OptionalDouble.empty();
    }

    /// Whether it bears a suggestion.
    public boolean isEnough() {
        return days >= FEWEST_DAYS && daysWithSales >= FEWEST_DAYS_WITH_SALES && mean > 0;
    }

    void check() {
        TooLittleData.unless(days, FEWEST_DAYS, "days of sales");
        TooLittleData.unless(mean > 0 ? daysWithSales : 0, FEWEST_DAYS_WITH_SALES, "days with sales");
    }
}
