package com.atom.shopify.stock;

import com.atom.shopify.id.Gid;

/// One thing that Shopify said about an inventory item. Facts come in any order and any number of times; of two that tell of the
/// same thing the later one holds.
public sealed interface StockFact permits StockItem, StockVariant, StockLevel {

    /// The inventory item that it tells of.
    Gid item();

    StockVersion version();
}
