package com.atom.shopify.products;

import com.atom.shopify.edge.Handler.Identified;
import com.atom.shopify.id.Gid;
import com.atom.shopify.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A product as our API shows it; `image` is the featured one, the first.
@Serdeable(naming = SnakeCaseStrategy.class)
public record ProductJson(String id, String adminGraphqlApiId, String title, String handle, String bodyHtml,
        String status, String vendor, String productType, String tags, Instant createdAt, Instant updatedAt,
        @Nullable Instant publishedAt, List<Option> options, @Nullable ImageJson image,
        List<ImageJson> images, List<Variant> variants) implements Identified {

    /// An option with its values in order.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Option(String id, String name, int position, List<String> values) {}

    /// A variant; prices are in the store's currency.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Variant(String id, String adminGraphqlApiId, String productId, String title, @Nullable String sku,
            @Nullable String barcode, Money price, @Nullable Money compareAtPrice, int position, String inventoryPolicy,
            @Nullable Integer inventoryQuantity, String inventoryItemId, @Nullable String inventoryManagement,
            boolean taxable, boolean requiresShipping, @Nullable String option1, @Nullable String option2,
            @Nullable String option3, Instant createdAt, Instant updatedAt) {}

    static ProductJson of(ProductNode node, List<ImageNode> media, List<ProductNode.Variant> variants,
            Currency currency) {
        var id = Gid.ofShopify(Gid.Kind.PRODUCT, node.id());
        return new ProductJson(id.decimal(), node.id(), node.title(), node.handle(), node.descriptionHtml(),
                lower(node.status()), node.vendor(), node.productType(), String.join(", ", node.tags()),
                node.createdAt(),
                node.updatedAt(), node.publishedAt(), node.options().stream().map(ProductJson::option).toList(),
                ImageJson.featured(media.isEmpty() ? null : media.getFirst()), ImageJson.of(media),
                variants.stream().map(variant -> variant(id, variant, currency)).toList());
    }

    private static Option option(ProductNode.Option option) {
        return new Option(option.id().substring(option.id().lastIndexOf('/') + 1), option.name(), option.position(),
                option.values());
    }

    private static Variant variant(Gid product, ProductNode.Variant node, Currency currency) {
        var compareAt = node.compareAtPrice();
        return new Variant(Gid.ofShopify(Gid.Kind.PRODUCT_VARIANT, node.id()).decimal(), node.id(), product.decimal(),
                node.title(), node.sku(), node.barcode(), Money.of(node.price(), currency.getCurrencyCode()),
                compareAt == null ? null : Money.of(compareAt, currency.getCurrencyCode()), node.position(),
                lower(node.inventoryPolicy()), node.inventoryQuantity(),
                Gid.ofShopify(Gid.Kind.INVENTORY_ITEM, node.inventoryItem().id()).decimal(),
                node.inventoryItem().tracked() ? "shopify" : null, node.taxable(),
                node.inventoryItem().requiresShipping(),
                value(node, 0), value(node, 1), value(node, 2), node.createdAt(), node.updatedAt());
    }

    private static @Nullable String value(ProductNode.Variant node, int index) {
        return index < node.selectedOptions().size() ? node.selectedOptions().get(index).value() : null;
    }

    private static String lower(String constant) {
        return constant.toLowerCase(Locale.ROOT);
    }
}
