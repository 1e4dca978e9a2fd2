package com.atom.shopify.fake.shopify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an order charges for shipping.
record ShippingCharge(long id, String title, @Nullable String code, @Nullable String source, BigDecimal original,
        List<Discount.Part> discounts, List<Tax> taxes) implements Charge {
    ShippingCharge with(Discount.Part part) {
        var parts = new ArrayList<>(discounts);
        parts.add(part);
        return new ShippingCharge(id, title, code, source, original, List.copyOf(parts), taxes);
    }

    ShippingCharge withTaxes(List<Tax> charged) {
        return new ShippingCharge(id, title, code, source, original, discounts, List.copyOf(charged));
    }
}
