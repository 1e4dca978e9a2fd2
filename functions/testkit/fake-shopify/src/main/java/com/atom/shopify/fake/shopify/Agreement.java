package com.atom.shopify.fake.shopify;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One entry of an order's ledger. What once stands there never changes.
sealed interface Agreement {
    long id();

    Instant happenedAt();

    List<Sale> sales();

    /// The order was placed.
    record Placed(long id, Instant happenedAt, List<Sale> sales) implements Agreement {}

    /// Something was taken back or paid back; also by a cancellation.
    record Refunded(long id, Instant happenedAt, Refund refund, List<Sale> sales) implements Agreement {}

    /// A change of what the customer owes, by line; negative when something is taken back.
    sealed interface Sale {
        long id();

        Figures figures();

        record Goods(long id, OrderLine line, int quantity, Figures figures) implements Sale {}

        record GiftCard(long id, OrderLine line, int quantity, Figures figures) implements Sale {}

        record Shipping(long id, ShippingCharge charge, Figures figures) implements Sale {}

        record Adjustment(long id, Figures figures) implements Sale {}

        /// The units that were sold or, negative, taken back.
        default @Nullable Integer units() {
            return switch (this) {
                case Goods goods -> goods.quantity();
                case GiftCard card -> card.quantity();
                case Shipping _,Adjustment _ -> null;
            };
        }
    }

    /// `total` is after tax and discount.
    record Figures(BigDecimal total, BigDecimal discountBeforeTaxes, BigDecimal discountAfterTaxes, List<Tax> taxes) {
        BigDecimal tax() {
            return Shares.sum(taxes.stream().map(Tax::amount).toList());
        }

        Figures negated() {
            return new Figures(total.negate(), discountBeforeTaxes.negate(), discountAfterTaxes.negate(),
                    taxes.stream().map(tax -> tax.withAmount(tax.amount().negate())).toList());
        }
    }
}
