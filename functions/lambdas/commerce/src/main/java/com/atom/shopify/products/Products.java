package com.atom.shopify.products;

import jakarta.inject.Singleton;

/// What can be done with products.
@Singleton
public record Products(ListProducts list, ReadProduct read, CreateProduct create, UpdateProduct update,
        DeleteProduct delete) {}
