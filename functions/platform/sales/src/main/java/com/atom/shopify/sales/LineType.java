package com.atom.shopify.sales;

/// What an entry is about, in the words of Shopify's `SaleLineType`.
public enum LineType {
    PRODUCT,
    SHIPPING,
    TIP,
    GIFT_CARD,
    DUTY,
    /// Additional fees too.
    FEE,
    /// The difference between what was taken back and what was paid back.
    ADJUSTMENT;

    static LineType ofShopify(String word) {
        return switch (word) {
            case "PRODUCT" -> PRODUCT;
            case "SHIPPING" -> SHIPPING;
            case "TIP" -> TIP;
            case "GIFT_CARD" -> GIFT_CARD;
            case "DUTY" -> DUTY;
            case "ADJUSTMENT" -> ADJUSTMENT;
            // What a later version of the API calls by a new name is owed by the customer and nothing else is known of it.
            default -> FEE;
        };
    }
}
