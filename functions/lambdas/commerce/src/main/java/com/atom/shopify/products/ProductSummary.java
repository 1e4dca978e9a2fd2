package com.atom.shopify.products;

import com.atom.shopify.admin.MoneyV2;
import com.atom.shopify.id.Gid;
import com.atom.shopify.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A product in a list. Variants are left to the single product: asking for them here would cost a store's whole call
/// budget for one page.
@Serdeable(naming = SnakeCaseStrategy.class)
public record ProductSummary(String id, String adminGraphqlApiId, String title, String handle, String status,
        String vendor, String productType, String tags, int totalInventory, @Nullable Integer variantsCount,
        Money priceMin, Money priceMax, @Nullable ImageJson image, Instant createdAt, Instant updatedAt,
        @Nullable Instant publishedAt) {

    /// The same as the Admin API answers it.
    @Serdeable
    record Node(String id, String title, String handle, String status, String vendor, String productType,
            List<String> tags, int totalInventory, @Nullable Count variantsCount, PriceRange priceRangeV2,
            @Nullable ImageNode featuredMedia,
            Instant createdAt, Instant updatedAt, @Nullable Instant publishedAt) {}

    @Serdeable
    record Count(int count) {}

    @Serdeable
    record PriceRange(MoneyV2 minVariantPrice, MoneyV2 maxVariantPrice) {}

    static ProductSummary of(Node node) {
        return new ProductSummary(Gid.ofShopify(Gid.Kind.PRODUCT, node.id()).decimal(), node.id(), node.title(),
                node.handle(), node.status().toLowerCase(Locale.ROOT), node.vendor(), node.productType(),
                String.join(", ", node.tags()), node.totalInventory(),
                node.variantsCount() == null ? null : node.variantsCount().count(),
                node.priceRangeV2().minVariantPrice().money(), node.priceRangeV2().maxVariantPrice().money(),
                ImageJson.featured(node.featuredMedia()),
                node.createdAt(), node.updatedAt(), node.publishedAt());
    }
}
