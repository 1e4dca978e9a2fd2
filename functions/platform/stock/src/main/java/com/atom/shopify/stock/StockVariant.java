package com.atom.shopify.stock;

import com.atom.shopify.id.Gid;
import java.util.Optional;

/// A variant that sells an inventory item, with what is known of its product. Several variants may share one item.
///
/// @param title of the product
/// @param variantTitle `Default Title` where the product has but one
/// @param version the later of the variant's and the product's
public record StockVariant(Gid item, Gid variant, Gid product, String title, String variantTitle, Optional<String> sku,
        Optional<String> vendor, Optional<String> type, StockVersion version) implements StockFact {
    StockVariant at(StockVersion other) {
        return new StockVariant(item, variant, product, title, variantTitle, sku, vendor, type, other);
    }
}
