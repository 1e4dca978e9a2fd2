package com.atom.shopify.products;

import com.atom.shopify.lists.Connection;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A product as the Admin API answers it, with the first of its variants.
@Serdeable
record ProductNode(String id, String title, String handle, String descriptionHtml, String status, String vendor,
        String productType, List<String> tags, Instant createdAt, Instant updatedAt, @Nullable Instant publishedAt,
        List<Option> options, Connection<ImageNode> media, Connection<Variant> variants) {

    @Serdeable
    record Option(String id, String name, int position, List<String> values) {}

    @Serdeable
    record Variant(String id, String title, @Nullable String sku, @Nullable String barcode, String price,
            @Nullable String compareAtPrice, int position, String inventoryPolicy, @Nullable Integer inventoryQuantity,
            boolean taxable, List<SelectedOption> selectedOptions, Instant createdAt, Instant updatedAt,
            InventoryItem inventoryItem) {}

    @Serdeable
    record SelectedOption(String name, String value) {}

    @Serdeable
    record InventoryItem(String id, boolean tracked, boolean requiresShipping) {}
}
