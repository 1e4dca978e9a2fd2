package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Agreement.Figures;
import com.atom.shopify.fake.shopify.Agreement.Sale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// Writes an order's agreements. Source: shopify-platform 8 and the schema's words on `Sale`.
record Ledger(Order order, LongSupplier ids) {
    /// The first entry: everything that was sold.
    void place(Instant at) {
        var sales = new ArrayList<Sale>();
        order.bill.lines().forEach(line -> sales.add(sale(line, line.quantity(), figures(line.discounted(),
                line.discount(), line.taxes(), line.taxRate()))));
        order.bill.shipping().forEach(charge -> sales.add(new Sale.Shipping(ids.getAsLong(), charge,
                figures(charge.discounted(), charge.discount(), charge.taxes(), charge.taxRate()))));
        order.agreements.add(new Agreement.Placed(ids.getAsLong(), at, List.copyOf(sales)));
    }

    void refund(Refund refund) {
        var sales = new ArrayList<Sale>();
        refund.lines().forEach(taken -> sales.add(sale(taken.line(), -taken.quantity(), figures(taken).negated())));
        refund.shipping().forEach(taken -> sales.add(new Sale.Shipping(ids.getAsLong(), taken.charge(),
                figures(taken.subtotal(), order.amounts.zero(), taxes(taken), taken.charge().taxRate()).negated())));
        refund.adjustments().forEach(adjustment -> sales.add(new Sale.Adjustment(ids.getAsLong(),
                new Figures(adjustment.amount(), order.amounts.zero(), order.amounts.zero(), List.of()))));
        order.agreements.add(new Agreement.Refunded(ids.getAsLong(), refund.processedAt(), refund,
                List.copyOf(sales)));
    }

    private Sale sale(OrderLine line, int quantity, Figures figures) {
        return line.goods().giftCard()
                ? new Sale.GiftCard(ids.getAsLong(), line, quantity, figures)
                : new Sale.Goods(ids.getAsLong(), line, quantity, figures);
    }

    /// Units have their share of what the ledger says about the whole line.
    private Figures figures(Refund.Line taken) {
        OrderLine line = taken.line();
        Figures whole = figures(line.discounted(), line.discount(), line.taxes(), line.taxRate());
        BigDecimal total = order.bill.taxesIncluded() ? taken.subtotal() : taken.subtotal().add(taken.tax());
        return new Figures(total, units(whole.discountBeforeTaxes(), taken), units(whole.discountAfterTaxes(), taken),
                taken.taxes());
    }

    /// The units' share; the refund already counts among what was taken.
    private BigDecimal units(BigDecimal whole, Refund.Line taken) {
        return Shares.ofUnits(whole, taken.line().quantity(), order.taken(taken.line()) - taken.quantity(),
                taken.quantity(), order.amounts.scale());
    }

    private Figures figures(BigDecimal charged, BigDecimal discount, List<Tax> taxes, BigDecimal rate) {
        BigDecimal tax = Shares.sum(taxes.stream().map(Tax::amount).toList());
        BigDecimal factor = rate.add(BigDecimal.ONE);
        int scale = order.amounts.scale();
        return order.bill.taxesIncluded()
                ? new Figures(charged, discount.divide(factor, scale, RoundingMode.HALF_UP), discount, taxes)
                : new Figures(charged.add(tax), discount,
                        discount.multiply(factor).setScale(scale, RoundingMode.HALF_UP), taxes);
    }

    private List<Tax> taxes(Refund.Shipping taken) {
        List<BigDecimal> shares = Shares.of(taken.tax(), taken.charge().taxes().stream().map(Tax::amount).toList(),
                order.amounts.scale());
        var taxes = new ArrayList<Tax>();
        for (int at = 0; at < shares.size(); at++) {
            taxes.add(taken.charge().taxes().get(at).withAmount(shares.get(at)));
        }
        return List.copyOf(taxes);
    }
}
