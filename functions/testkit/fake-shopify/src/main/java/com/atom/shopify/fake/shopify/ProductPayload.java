package com.atom.shopify.fake.shopify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A product as webhooks show it. Of many variants only the first ones are written out, all are named.
final class ProductPayload {
    // How many Shopify writes out is not documented; shopify-platform 3.5 takes it for a hundred.
    private static final int MOST_VARIANTS = 100;

    private ProductPayload() {}

    static Map<String, @Nullable Object> of(Shop shop, Product product) {
        var rest = new Rest(shop);
        List<Map<String, @Nullable Object>> images = IntStream.range(0, product.media.size())
                .mapToObj(at -> image(rest, product, at)).toList();
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("admin_graphql_api_id", product.gid());
        payload.put("body_html", product.descriptionHtml);
        payload.put("created_at", rest.time(product.createdAt));
        payload.put("handle", product.handle);
        payload.put("id", product.id);
        payload.put("product_type", product.productType);
        payload.put("published_at", rest.time(product.publishedAt));
        payload.put("template_suffix", product.templateSuffix);
        payload.put("title", product.title);
        payload.put("updated_at", rest.time(product.updatedAt));
        payload.put("vendor", product.vendor);
        payload.put("status", Rest.lower(product.status));
        payload.put("published_scope", "global");
        payload.put("tags", String.join(", ", product.tags));
        payload.put("variants", IntStream.range(0, Math.min(MOST_VARIANTS, product.variants.size()))
                .mapToObj(at -> variant(rest, product.variants.get(at), at + 1)).toList());
        payload.put("options", IntStream.range(0, product.options.size())
                .mapToObj(at -> option(product, product.options.get(at), at + 1)).toList());
        payload.put("images", images);
        payload.put("image", images.isEmpty() ? null : images.getFirst());
        payload.put("variant_gids", product.variants.stream().map(variant -> {
            var named = new LinkedHashMap<String, @Nullable Object>();
            named.put("admin_graphql_api_id", variant.gid());
            named.put("updated_at", rest.time(variant.updatedAt));
            return named;
        }).toList());
        return payload;
    }

    private static Map<String, @Nullable Object> variant(Rest rest, Variant variant, int position) {
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("admin_graphql_api_id", variant.gid());
        payload.put("barcode", variant.barcode);
        payload.put("compare_at_price",
                variant.compareAtPrice == null ? null : rest.money(variant.compareAtPrice));
        payload.put("created_at", rest.time(variant.createdAt));
        payload.put("id", variant.id);
        payload.put("inventory_policy", Rest.lower(variant.inventoryPolicy));
        payload.put("position", position);
        payload.put("price", rest.money(variant.price));
        payload.put("product_id", variant.productId);
        payload.put("sku", variant.sku);
        payload.put("taxable", variant.taxable);
        payload.put("title", variant.title());
        payload.put("updated_at", rest.time(variant.updatedAt));
        for (int option = 0; option < ProductDrafts.MOST_OPTIONS; option++) {
            payload.put("option" + (option + 1),
                    option < variant.optionValues.size() ? variant.optionValues.get(option) : null);
        }
        payload.put("image_id", null);
        payload.put("inventory_item_id", variant.itemId);
        payload.put("inventory_quantity", variant.quantity);
        payload.put("old_inventory_quantity", variant.quantity);
        return payload;
    }

    private static Map<String, @Nullable Object> option(Product product, Product.Option option, int position) {
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("name", option.name());
        payload.put("id", option.id());
        payload.put("product_id", product.id);
        payload.put("position", position);
        payload.put("values", option.values().stream().map(Product.Value::name).toList());
        return payload;
    }

    private static Map<String, @Nullable Object> image(Rest rest, Product product, int at) {
        MediaImage image = product.media.get(at);
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("id", image.id());
        payload.put("product_id", product.id);
        payload.put("position", at + 1);
        payload.put("alt", image.alt());
        payload.put("src", image.url());
        payload.put("created_at", rest.time(image.createdAt()));
        payload.put("updated_at", rest.time(image.createdAt()));
        payload.put("variant_ids", List.of());
        payload.put("admin_graphql_api_id", image.gid());
        return payload;
    }
}
