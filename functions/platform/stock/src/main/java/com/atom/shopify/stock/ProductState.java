package com.atom.shopify.stock;

import com.atom.shopify.id.Gid;
import java.util.List;
import java.util.Set;

/// What a webhook says of a product: its variants, of which the delivery may hold only the first ones, and the ids of all of them.
public record ProductState(Gid product, List<StockVariant> variants, Set<Gid> all, StockVersion version) {
    public ProductState {
        variants = List.copyOf(variants);
        all = Set.copyOf(all);
    }
}
