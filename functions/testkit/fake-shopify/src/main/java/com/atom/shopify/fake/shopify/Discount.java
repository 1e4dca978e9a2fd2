package com.atom.shopify.fake.shopify;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A discount as it was meant; what it took off each line is in the lines' [Part]s. `value` is a percentage or an
/// amount in the shop's currency.
record Discount(int index, Source source, Target target, String title, @Nullable String description,
        boolean percentage, BigDecimal value) {
    /// Where a discount comes from.
    enum Source {
        /// A code that the customer entered; the title is the code.
        CODE,
        /// The merchant gave it.
        MANUAL
    }

    /// What a discount is taken off.
    enum Target {
        /// One line.
        LINE,
        /// All lines together.
        ORDER,
        /// Shipping.
        SHIPPING
    }

    /// What one discount took off one line.
    record Part(Discount discount, BigDecimal amount) {}

    /// The discount was given on the line itself, not on the order or by a code.
    boolean ofLine() {
        return target == Target.LINE && source == Source.MANUAL;
    }
}
