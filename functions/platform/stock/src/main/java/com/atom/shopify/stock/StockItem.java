package com.atom.shopify.stock;

import com.atom.shopify.id.Gid;
import com.atom.shopify.money.Money;
import java.util.Optional;

/// An inventory item itself.
///
/// @param cost of one unit in the store's currency, where the merchant told Shopify
/// @param tracked whether Shopify counts it; the quantities of others mean nothing
public record StockItem(Gid item, Optional<String> sku, Optional<Money> cost, boolean tracked, StockVersion version)
        implements
            StockFact {}
