package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Page.Sort;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The official types of the catalogue, answered from a shop's state.
final class ProductFields {
    private ProductFields() {}

    static void wire(Wiring wiring) {
        Page.wirePageInfo(wiring);
        List.of("Product", "ProductVariant", "Metafield", "Collection")
                .forEach(name -> Page.wire(wiring, name));
        wiring.plain("Count", "count", "precision");
        wiring.plain("MoneyV2", "amount", "currencyCode");
        wiring.plain("SelectedOption", "name", "value");
        wiring.plain("Weight", "value", "unit");
        wiring.plain("InventoryItemMeasurement", "id", "weight");
        wiring.plain("SEO", "title", "description");
        wiring.plain("ProductPriceRangeV2", "minVariantPrice", "maxVariantPrice");
        wiring.plain("ProductCompareAtPriceRange", "minVariantCompareAtPrice", "maxVariantCompareAtPrice");
        wiring.plain("ProductOption", "id", "name", "position", "values", "optionValues");
        wiring.plain("ProductOptionValue", "id", "name", "hasVariants");
        MediaFields.wire(wiring);
        product(wiring);
        variant(wiring);
        item(wiring);
    }

    private static void product(Wiring wiring) {
        wiring.type("Product", Product.class)
                .field("id", Product::gid)
                .field("legacyResourceId", product -> Long.toString(product.id))
                .field("title", product -> product.title)
                .field("handle", product -> product.handle)
                .field("descriptionHtml", product -> product.descriptionHtml)
                .field("bodyHtml", product -> product.descriptionHtml)
                .answer("description",
                        (product, call) -> description(product, call.environment().getArgument("truncateAt")))
                .field("status", product -> product.status)
                .field("vendor", product -> product.vendor)
                .field("productType", product -> product.productType)
                .field("tags", product -> product.tags)
                .field("templateSuffix", product -> product.templateSuffix)
                .field("isGiftCard", product -> false)
                .field("requiresSellingPlan", product -> false)
                .field("seo", product -> Map.of())
                .field("createdAt", product -> ShopFields.time(product.createdAt))
                .field("updatedAt", product -> ShopFields.time(product.updatedAt))
                .field("publishedAt", product -> ShopFields.time(product.publishedAt))
                .field("totalInventory", Product::totalInventory)
                .field("tracksInventory", Product::tracksInventory)
                .field("hasOutOfStockVariants", Product::hasVariantsWithoutStock)
                .field("hasOnlyDefaultVariant", Product::standalone)
                .field("variantsCount", product -> count(product.variants.size()))
                .field("totalVariants", product -> product.variants.size())
                .nothing("category", "metafield", "onlineStoreUrl", "onlineStorePreviewUrl")
                .nobody("metafields", "collections")
                .field("featuredMedia", product -> product.media.isEmpty() ? null : product.media.getFirst())
                .answer("featuredImage", MediaFields::firstImage)
                .answer("media", MediaFields::of)
                .answer("images", MediaFields::images)
                .field("mediaCount", product -> count(product.media.size()))
                .answer("options", (product, call) -> options(product, call.environment().getArgument("first")))
                .answer("variants", ProductFields::variants)
                .answer("priceRangeV2", (product, call) -> Map.of(
                        "minVariantPrice", money(prices(product).getFirst(), call.shop()),
                        "maxVariantPrice", money(prices(product).getLast(), call.shop())))
                .answer("compareAtPriceRange", (product, call) -> compareAtRange(product, call.shop()));
    }

    private static void variant(Wiring wiring) {
        wiring.type("ProductVariant", Variant.class)
                .field("id", Variant::gid)
                .field("legacyResourceId", variant -> Long.toString(variant.id))
                .field("title", Variant::title)
                .answer("displayName", (variant, call) -> productOf(variant, call).title + " - " + variant.title())
                .answer("product", ProductFields::productOf)
                .field("sku", variant -> variant.sku)
                .field("barcode", variant -> variant.barcode)
                .answer("price", (variant, call) -> amount(variant.price, call.shop()))
                .answer("compareAtPrice", (variant, call) -> variant.compareAtPrice == null
                        ? null
                        : amount(variant.compareAtPrice, call.shop()))
                .answer("position", (variant, call) -> productOf(variant, call).variants.indexOf(variant) + 1)
                .field("inventoryPolicy", variant -> variant.inventoryPolicy)
                .field("inventoryQuantity", variant -> variant.quantity)
                .field("sellableOnlineQuantity", variant -> variant.quantity)
                .field("availableForSale", variant -> !variant.tracked || variant.quantity > 0
                        || variant.inventoryPolicy.equals("CONTINUE"))
                .field("taxable", variant -> variant.taxable)
                .field("requiresComponents", variant -> false)
                .field("showUnitPrice", variant -> false)
                .nothing("image", "unitPrice", "metafield")
                .nobody("media", "metafields")
                .answer("selectedOptions", (variant, call) -> selected(variant, productOf(variant, call)))
                .field("inventoryItem", Variant.Item::new)
                .field("createdAt", variant -> ShopFields.time(variant.createdAt))
                .field("updatedAt", variant -> ShopFields.time(variant.updatedAt));
    }

    private static void item(Wiring wiring) {
        wiring.type("InventoryItem", Variant.Item.class)
                .field("id", Variant.Item::gid)
                .field("legacyResourceId", item -> Long.toString(item.variant().itemId))
                .field("sku", item -> item.variant().sku)
                .field("tracked", item -> item.variant().tracked)
                .field("requiresShipping", item -> item.variant().requiresShipping)
                .field("createdAt", item -> ShopFields.time(item.variant().createdAt))
                .field("updatedAt", item -> ShopFields.time(item.variant().updatedAt))
                .field("variant", Variant.Item::variant)
                .answer("unitCost", (item, call) -> item.variant().cost == null
                        ? null
                        : money(item.variant().cost, call.shop()))
                .field("measurement", item -> Map.of("id", Gid.of("InventoryItemMeasurement", item.variant().itemId),
                        "weight", Map.of("value", item.variant().weight, "unit", item.variant().weightUnit)));
    }

    static Map<String, Object> count(int number) {
        return Map.of("count", number, "precision", "EXACT");
    }

    private static Product productOf(Variant variant, Wiring.Call call) {
        // A deleted product cannot be reached any more: its variants went with it.
        return call.shop().catalog().find(variant.productId).orElseThrow();
    }

    private static Page variants(Product product, Wiring.Call call) {
        return Page.of(product.variants.stream(), variantSort(call.text("sortKey"), product), call.environment());
    }

    private static Sort<Variant> variantSort(String key, Product product) {
        Function<Variant, String> by = switch (key) {
            case "POSITION", "" -> variant -> Sort.number(product.variants.indexOf(variant));
            case "ID" -> variant -> "";
            case "SKU" -> variant -> Objects.requireNonNullElse(variant.sku, "");
            case "TITLE", "NAME", "FULL_TITLE" -> Variant::title;
            default -> throw Refusal.unsupported("ProductVariantSortKeys." + key);
        };
        return new Sort<>(key, by, variant -> variant.id);
    }

    private static List<Map<String, Object>> options(Product product, @Nullable Integer first) {
        int shown = first == null ? product.options.size() : Math.min(Math.max(0, first), product.options.size());
        return IntStream.range(0, shown).mapToObj(at -> option(product, at)).toList();
    }

    private static Map<String, Object> option(Product product, int at) {
        Product.Option option = product.options.get(at);
        List<Map<String, Object>> values = option.values().stream()
                .map(value -> Map.<String, Object>of("id", Gid.of("ProductOptionValue", value.id()), "name",
                        value.name(),
                        "hasVariants", used(product, at, value.name())))
                .toList();
        List<String> names = option.values().stream().map(Product.Value::name).filter(name -> used(product, at, name))
                .toList();
        return Map.of("id", Gid.of("ProductOption", option.id()), "name", option.name(), "position", at + 1,
                "optionValues", values, "values", names);
    }

    private static boolean used(Product product, int option, String value) {
        return product.variants.stream().anyMatch(variant -> variant.optionValues.get(option).equals(value));
    }

    private static List<Map<String, String>> selected(Variant variant, Product product) {
        return IntStream.range(0, product.options.size())
                .mapToObj(at -> Map.of("name", product.options.get(at).name(), "value", variant.optionValues.get(at)))
                .toList();
    }

    private static List<BigDecimal> prices(Product product) {
        return product.variants.stream().map(variant -> variant.price).sorted().toList();
    }

    private static @Nullable Map<String, Object> compareAtRange(Product product, Shop shop) {
        List<BigDecimal> prices = product.variants.stream().map(variant -> variant.compareAtPrice)
                .filter(Objects::nonNull)
                .sorted(Comparator.naturalOrder()).toList();
        return prices.isEmpty()
                ? null
                : Map.of("minVariantCompareAtPrice", money(prices.getFirst(), shop), "maxVariantCompareAtPrice",
                        money(prices.getLast(), shop));
    }

    private static Map<String, Object> money(BigDecimal amount, Shop shop) {
        return Amounts.money(amount, shop.settings().currency());
    }

    /// A bare amount, with the digits that the currency has.
    private static String amount(BigDecimal amount, Shop shop) {
        return amount.setScale(Amounts.scale(shop.settings().currency()), RoundingMode.HALF_UP).toPlainString();
    }

    private static String description(Product product, @Nullable Integer truncateAt) {
        String plain = product.descriptionHtml.replaceAll("<[^>]*>", "").strip();
        return truncateAt != null && plain.length() > truncateAt ? plain.substring(0, Math.max(0, truncateAt)) : plain;
    }
}
