package com.atom.shopify.fake.shopify;

import java.math.BigDecimal;
import java.util.List;

/// Something that an order charges for, with its discounts and taxes.
sealed interface Charge permits OrderLine, ShippingCharge {
    long id();

    /// Before discounts and, unless prices include them, before taxes.
    BigDecimal original();

    List<Discount.Part> discounts();

    List<Tax> taxes();

    default BigDecimal discount() {
        return Shares.sum(discounts().stream().map(Discount.Part::amount).toList());
    }

    default BigDecimal discounted() {
        return original().subtract(discount());
    }

    default BigDecimal tax() {
        return Shares.sum(taxes().stream().map(Tax::amount).toList());
    }

    /// All its tax rates together.
    default BigDecimal taxRate() {
        return Shares.sum(taxes().stream().map(Tax::rate).toList());
    }
}
