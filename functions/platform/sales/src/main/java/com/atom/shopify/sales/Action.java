package com.atom.shopify.sales;

/// What a sale does, in the words of Shopify's `SaleActionType`.
public enum Action {
    /// A purchase or charge.
    ORDER,
    /// A change to the price, taxes or discount of an earlier purchase.
    UPDATE,
    /// A removal or return.
    RETURN;

    static Action ofShopify(String word) {
        return switch (word) {
            case "ORDER" -> ORDER;
            case "RETURN" -> RETURN;
            default -> UPDATE;
        };
    }
}
