package com.atom.shopify.products;

/// Whether a variant can be bought when it is out of stock.
enum InventoryPolicy {
    DENY,
    CONTINUE
}
