package com.atom.shopify.products;

import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.Direction;
import com.atom.shopify.edge.input.Problems;
import com.atom.shopify.lists.Order;
import com.atom.shopify.lists.Search;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The query of a product list: filters (all must hold) and order. `query` looks for words anywhere in a product.
@Introspected
public record ProductFilter(@Nullable ProductStatus status, @Nullable @NotBlank @Size(max = 255) String title,
        @Nullable @NotBlank @Size(max = 255) String vendor, @Nullable @NotBlank @Size(max = 255) String productType,
        @Nullable @NotBlank @Size(max = 255) String handle, @Nullable @NotBlank @Size(max = 255) String tag,
        @Nullable @NotBlank @Size(max = 255) String sku, @Nullable Instant createdAtMin, @Nullable Instant createdAtMax,
        @Nullable Instant updatedAtMin, @Nullable Instant updatedAtMax,
        @Nullable @NotBlank @Size(max = 255) String query, @Nullable Sort sort, @Nullable Direction order)
        implements
            CrossChecked {

    /// What a list is ordered by; the names are Shopify's sort keys.
    enum Sort {
        ID,
        TITLE,
        VENDOR,
        PRODUCT_TYPE,
        CREATED_AT,
        UPDATED_AT,
        PUBLISHED_AT,
        INVENTORY_TOTAL
    }

    @Override
    public void check(Problems problems) {
        problems.addUnlessForward("created_at_max", createdAtMin, createdAtMax);
        problems.addUnlessForward("updated_at_max", updatedAtMin, updatedAtMax);
    }

    /// By id when nothing is said.
    Order<ProductSummary.Node> ordering() {
        var by = sort == null ? Sort.ID : sort;
        var descending = order == Direction.DESC;
        return switch (by) {
            case CREATED_AT -> Order.inTime(by.name(), descending,
                    new Order.Cut<>("created_at", ProductSummary.Node::createdAt, ProductSummary.Node::id));
            case UPDATED_AT -> Order.inTime(by.name(), descending,
                    new Order.Cut<>("updated_at", ProductSummary.Node::updatedAt, ProductSummary.Node::id));
            case ID, TITLE, VENDOR, PRODUCT_TYPE, PUBLISHED_AT, INVENTORY_TOTAL -> Order.by(by.name(), descending);
        };
    }

    Search search() {
        return new Search()
                .term("status", status == null ? null : status.name().toLowerCase(Locale.ROOT))
                .term("title", title)
                .term("vendor", vendor)
                .term("product_type", productType)
                .term("handle", handle)
                .term("tag", tag)
                .term("sku", sku)
                .range("created_at", createdAtMin, createdAtMax)
                .range("updated_at", updatedAtMin, updatedAtMax)
                .words(query);
    }
}
