package com.atom.shopify.stock;

import com.atom.shopify.id.Gid;
import com.atom.shopify.money.Money;
import java.util.List;
import java.util.Optional;

/// All that the index holds of one inventory item. What was not told yet is absent.
public record Stock(Gid id, Optional<StockItem> item, List<StockVariant> variants, List<StockLevel> levels) {
    public Stock {
        variants = List.copyOf(variants);
        levels = List.copyOf(levels);
    }

    public Optional<String> sku() {
        return item.flatMap(StockItem::sku)
                .or(() -> variants.stream().flatMap(variant -> variant.sku().stream()).findFirst());
    }

    public Optional<Money> cost() {
        return item.flatMap(StockItem::cost);
    }

    /// Items are counted as a rule; only Shopify's word says that one is not.
    public boolean tracked() {
        return item.map(StockItem::tracked).orElse(true);
    }

    /// What can be sold at all locations together.
    public long available() {
        return levels.stream().flatMap(level -> level.available().stream()).mapToLong(Integer::longValue).sum();
    }
}
