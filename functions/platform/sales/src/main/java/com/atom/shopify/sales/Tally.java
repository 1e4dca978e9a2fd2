package com.atom.shopify.sales;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Sums of one currency over some time, all of which can be added up; what cannot follows from them ([Metric]).
///
/// Distinct customers add up because each order says when its customer ordered before: a customer of a time is counted with the one
/// order there that has none before it in that time.
public final class Tally {
    BigDecimal grossSales = BigDecimal.ZERO;
    BigDecimal discounts = BigDecimal.ZERO;
    BigDecimal returns = BigDecimal.ZERO;
    BigDecimal shipping = BigDecimal.ZERO;
    BigDecimal taxes = BigDecimal.ZERO;
    BigDecimal duties = BigDecimal.ZERO;
    BigDecimal fees = BigDecimal.ZERO;
    long orders;
    long units;
    long refundedOrders;
    /// Orders whose customer never ordered before.
    long firstOrders;
    /// Orders by the epoch second at or before which, in the same stretch of time, their customer ordered before.
    Earlier previousOrders = new Earlier();

    /// Gift cards and tips are no sales: they count nowhere (shopify-platform 8).
    void add(Sale sale) {
        switch (sale.type()) {
            case PRODUCT -> {
                if (sale.isReversal()) {
                    returns = returns.subtract(sale.net());
                } else {
                    grossSales = grossSales.add(sale.gross());
                    discounts = discounts.add(sale.discount());
                }
                taxes = taxes.add(sale.tax());
            }
            case ADJUSTMENT -> {
                returns = returns.subtract(sale.net());
                taxes = taxes.add(sale.tax());
            }
            case SHIPPING -> {
                shipping = shipping.add(sale.net());
                taxes = taxes.add(sale.tax());
            }
            case DUTY -> {
                duties = duties.add(sale.net());
                taxes = taxes.add(sale.tax());
            }
            case FEE -> {
                fees = fees.add(sale.net());
                taxes = taxes.add(sale.tax());
            }
            case TIP, GIFT_CARD -> {
                // no sale
            }
        }
    }

    void add(Tally other) {
        grossSales = grossSales.add(other.grossSales);
        discounts = discounts.add(other.discounts);
        returns = returns.add(other.returns);
        shipping = shipping.add(other.shipping);
        taxes = taxes.add(other.taxes);
        duties = duties.add(other.duties);
        fees = fees.add(other.fees);
        orders += other.orders;
        units += other.units;
        refundedOrders += other.refundedOrders;
        firstOrders += other.firstOrders;
        previousOrders.add(other.previousOrders);
    }

    public BigDecimal netSales() {
        return grossSales.subtract(discounts).subtract(returns);
    }

    public BigDecimal totalSales() {
        return netSales().add(shipping).add(taxes).add(duties).add(fees);
    }

    public long orders() {
        return orders;
    }

    public long units() {
        return units;
    }

    /// The distinct customers, guests left out.
    public long customers(Instant from) {
        return firstOrders + returningCustomers(from);
    }

    /// Those of them who had ordered before this time began.
    public long returningCustomers(Instant from) {
        return previousOrders.before(from.getEpochSecond());
    }

    /// An order was placed in this time.
    ///
    /// @param previous when the customer had ordered before, rounded down to the beginning of its stretch of time
    void place(OrderDay order, @Nullable Instant previous) {
        orders++;
        units += order.units();
        refundedOrders += order.refunded() ? 1 : 0;
        if (order.facts().customer() != null) {
            if (previous == null) {
                firstOrders++;
            } else {
                previousOrders.add(previous.getEpochSecond(), 1);
            }
        }
    }
}
