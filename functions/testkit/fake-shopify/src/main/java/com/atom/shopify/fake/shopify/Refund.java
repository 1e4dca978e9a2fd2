package com.atom.shopify.fake.shopify;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was taken back and what was paid back: the one may come without the other.
record Refund(long id, Instant createdAt, Instant processedAt, @Nullable String note, List<Line> lines,
        List<Shipping> shipping, List<Adjustment> adjustments, List<Payment> payments) {
    static final String TYPE = "Refund";

    /// Units of a line that were taken back. Amounts are of these units, the subtotal after discounts.
    record Line(long id, OrderLine line, int quantity, Restock restock, BigDecimal subtotal, BigDecimal discount,
            List<Tax> taxes) {
        BigDecimal tax() {
            return Shares.sum(taxes.stream().map(Tax::amount).toList());
        }
    }

    /// Shipping that was taken back, without its tax unless prices include it.
    record Shipping(long id, ShippingCharge charge, BigDecimal subtotal, BigDecimal tax) {}

    /// The difference between what was taken back and what was paid back: negative if more was paid.
    record Adjustment(long id, BigDecimal amount, String reason) {}

    /// What happens to units that are taken back (Shopify's REST reference, `refund_line_items.restock_type`).
    enum Restock {
        /// They were never sent: stock gets them, and they will not be sent any more.
        CANCEL(true),
        /// They had been sent: stock gets them.
        RETURN(true),
        /// Nothing: neither stock nor what is to be sent changes.
        NO_RESTOCK(false);

        private final boolean stocked;

        Restock(boolean stocked) {
            this.stocked = stocked;
        }

        boolean stocked() {
            return stocked;
        }
    }

    String gid() {
        return Gid.of(TYPE, id);
    }

    /// The money that went back.
    BigDecimal paidBack() {
        return Shares.sum(payments.stream().filter(payment -> payment.done(Payment.Kind.REFUND)).map(Payment::amount)
                .toList());
    }

    int quantityOf(OrderLine line) {
        return lines.stream().filter(taken -> taken.line().id() == line.id()).mapToInt(Line::quantity).sum();
    }
}
