package com.atom.shopify.products;

/// Whether a product is for sale.
enum ProductStatus {
    ACTIVE,
    DRAFT,
    ARCHIVED,
    UNLISTED
}
