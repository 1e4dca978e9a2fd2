package com.atom.shopify.fake.shopify;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One variant of a product together with its inventory item.
final class Variant {
    static final String TYPE = "ProductVariant";

    final long id;
    final long itemId;
    final long productId;
    final Instant createdAt;
    /// One value per option of the product, in the options' order.
    List<String> optionValues = List.of();
    @Nullable
    String sku;
    @Nullable
    String barcode;
    BigDecimal price = BigDecimal.ZERO;
    @Nullable
    BigDecimal compareAtPrice;
    @Nullable
    BigDecimal cost;
    String inventoryPolicy = "DENY";
    int quantity;
    boolean taxable = true;
    boolean tracked;
    boolean requiresShipping = true;
    double weight;
    String weightUnit = "KILOGRAMS";
    Instant updatedAt;

    Variant(long id, long itemId, long productId, Instant createdAt) {
        this.id = id;
        this.itemId = itemId;
        this.productId = productId;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    Variant copy() {
        var copy = new Variant(id, itemId, productId, createdAt);
        copy.optionValues = optionValues;
        copy.sku = sku;
        copy.barcode = barcode;
        copy.price = price;
        copy.compareAtPrice = compareAtPrice;
        copy.cost = cost;
        copy.inventoryPolicy = inventoryPolicy;
        copy.quantity = quantity;
        copy.taxable = taxable;
        copy.tracked = tracked;
        copy.requiresShipping = requiresShipping;
        copy.weight = weight;
        copy.weightUnit = weightUnit;
        copy.updatedAt = updatedAt;
        return copy;
    }

    String gid() {
        return Gid.of(TYPE, id);
    }

    String title() {
        return String.join(" / ", optionValues);
    }

    /// The stock record of a variant, as the schema sees it.
    record Item(Variant variant) {
        static final String TYPE = "InventoryItem";

        String gid() {
            return Gid.of(TYPE, variant.itemId);
        }
    }
}
