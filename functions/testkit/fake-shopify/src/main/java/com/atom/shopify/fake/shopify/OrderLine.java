package com.atom.shopify.fake.shopify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of an order or draft, as it was when it was sold: it keeps its words and prices when the product changes.
record OrderLine(long id, Goods goods, int quantity, BigDecimal unitPrice, Map<String, String> attributes,
        List<Discount.Part> discounts, List<Tax> taxes) implements Charge {
    /// What is sold. Without a variant it is a custom item.
    record Goods(@Nullable Long variantId, @Nullable Long productId, String title, @Nullable String variantTitle,
            @Nullable String sku, @Nullable String vendor, boolean requiresShipping, boolean taxable,
            boolean giftCard) {
        static Goods of(Product product, Variant variant) {
            return new Goods(variant.id, product.id, product.title,
                    product.standalone() ? null : variant.title(), variant.sku, product.vendor,
                    variant.requiresShipping, variant.taxable, false);
        }

        static Goods custom(String title) {
            return new Goods(null, null, title, null, null, null, false, true, false);
        }

        String name() {
            return variantTitle == null ? title : title + " - " + variantTitle;
        }
    }

    @Override
    public BigDecimal original() {
        return unitPrice.multiply(BigDecimal.valueOf(quantity));
    }

    OrderLine with(Discount.Part part) {
        var parts = new ArrayList<>(discounts);
        parts.add(part);
        return new OrderLine(id, goods, quantity, unitPrice, attributes, List.copyOf(parts), taxes);
    }

    /// The line before anything was taken off or put on it.
    OrderLine bare() {
        return new OrderLine(id, goods, quantity, unitPrice, attributes, List.of(), List.of());
    }

    OrderLine withTaxes(List<Tax> charged) {
        return new OrderLine(id, goods, quantity, unitPrice, attributes, discounts, List.copyOf(charged));
    }
}
