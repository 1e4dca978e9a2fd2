package com.atom.shopify.sync;

import java.util.Locale;

/// What a backfill reads.
public enum Subject {
    ORDERS,
    PRODUCTS,
    CUSTOMERS,
    /// Items with what is in stock of them at each location.
    INVENTORY;

    /// Whether Shopify counts them. Items are only known to be about as many as variants, changed about when they were.
    boolean isCounted() {
        return this != INVENTORY;
    }

    /// As the API names it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
