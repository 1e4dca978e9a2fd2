package com.atom.shopify.sync;

import java.util.Locale;

/// What a backfill reads.
public enum Subject {
    ORDERS,
    PRODUCTS,
    CUSTOMERS,
    /// Variants with what is in stock of them at each location.
    INVENTORY;

    /// As the API names it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
