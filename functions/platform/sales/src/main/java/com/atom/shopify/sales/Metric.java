package com.atom.shopify.sales;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Every metric, defined once, after Shopify's own reports (shopify-platform 8). A product line here is one that is no gift card; gift
/// cards and tips are no sales. Test and deleted orders never count, cancelled and pending ones do.
public enum Metric {
    GROSS_SALES(Unit.MONEY, "price × quantity of product lines on the day of the order or edit, before discounts,"
            + " returns, taxes and shipping", (tally, _, _) -> tally.grossSales),
    DISCOUNTS(Unit.MONEY, "line discounts and the lines' shares of order discounts on product lines, before taxes;"
            + " positive", (tally, _, _) -> tally.discounts),
    RETURNS(Unit.MONEY, "net value of product lines taken back by refunds, returns, edits and cancellations, and"
            + " differences to the money paid back, on the day they happened; positive",
            (tally, _, _) -> tally.returns),
    NET_SALES(Unit.MONEY, "gross_sales − discounts − returns", (tally, _, _) -> tally.netSales()),
    SHIPPING(Unit.MONEY, "shipping charged − shipping discounts − shipping refunded", (tally, _, _) -> tally.shipping),
    TAXES(Unit.MONEY, "taxes on product lines, shipping, duties and fees, less those taken back",
            (tally, _, _) -> tally.taxes),
    TOTAL_SALES(Unit.MONEY, "net_sales + shipping + taxes + duties + fees", (tally, _, _) -> tally.totalSales()),
    ORDERS(Unit.COUNT, "orders placed, dated by processed_at", (tally, _, _) -> BigDecimal.valueOf(tally.orders)),
    UNITS(Unit.COUNT, "quantity of product lines ordered, gift cards left out, dated by the order",
            (tally, _, _) -> BigDecimal.valueOf(tally.units)),
    AVERAGE_ORDER_VALUE(Unit.MONEY, "(gross_sales − discounts) / orders",
            (tally, _, scale) -> quotient(tally.grossSales.subtract(tally.discounts), tally.orders, scale.digits())),
    RETURNING_CUSTOMER_RATE(Unit.RATE, "share of the distinct customers of the time who had ordered before it began,"
            + " guests left out",
            (tally, from, _) -> quotient(BigDecimal.valueOf(tally.returningCustomers(from)),
                    tally.customers(from), Unit.RATE_DIGITS)),
    REFUND_RATE(Unit.RATE, "share of the orders of the time with a refund, return or cancellation so far",
            (tally, _, _) -> quotient(BigDecimal.valueOf(tally.refundedOrders), tally.orders, Unit.RATE_DIGITS));

    /// What a metric's number means.
    public enum Unit {
        /// In the currency of the tally.
        MONEY,
        COUNT,
        /// From 0 to 1.
        RATE;

        private static final int RATE_DIGITS = 6;
    }

    private interface Formula {
        @Nullable
        BigDecimal of(Tally tally, Instant from, Scale scale);
    }

    private final Unit unit;
    private final String definition;
    private final Formula formula;

    Metric(Unit unit, String definition, Formula formula) {
        this.unit = unit;
        this.definition = definition;
        this.formula = formula;
    }

    /// The name in the API, `gross_sales`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Unit unit() {
        return unit;
    }

    /// What it says, for whoever reads the figures.
    public String definition() {
        return definition;
    }

    /// The value; none when its divisor is zero.
    ///
    /// @param from when the time of the tally began
    public Optional<BigDecimal> of(Tally tally, Instant from, String currency) {
        var scale = Scale.of(currency);
        var value = Optional.ofNullable(formula.of(tally, from, scale));
        return unit == Unit.MONEY ? value.map(scale::exact) : value;
    }

    private static @Nullable BigDecimal quotient(BigDecimal dividend, long divisor,
            int digits) {
        return divisor == 0 ? null : dividend.divide(BigDecimal.valueOf(divisor), digits, RoundingMode.HALF_UP);
    }
}
