package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Page.Sort;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How products and variants are found.
final class ProductQueries {
    private static final String QUERY = "QueryRoot";

    private ProductQueries() {}

    static void wire(Wiring wiring) {
        wiring.root(QUERY, "products", (shop, call) -> {
            call.refuse("savedSearchId");
            return Page.of(found(shop, call), productSort(call.text("sortKey")), call.environment());
        });
        wiring.root(QUERY, "productsCount", (shop, call) -> {
            call.refuse("savedSearchId");
            return counted(found(shop, call).count(), call.environment().getArgument("limit"));
        });
        wiring.root(QUERY, "product", (shop, call) -> product(shop, call.text("id")).orElse(null));
        wiring.root(QUERY, "productByHandle",
                (shop, call) -> shop.catalog().byHandle(call.text("handle")).orElse(null));
        wiring.root(QUERY, "productByIdentifier", ProductQueries::byIdentifier);
        wiring.root(QUERY, "productVariant", (shop, call) -> variant(shop, call.text("id")).orElse(null));
        wiring.root(QUERY, "productVariants", (shop, call) -> {
            call.refuse("savedSearchId");
            return Page.of(foundVariants(shop, call), variantSort(call.text("sortKey")), call.environment());
        });
        wiring.root(QUERY, "productVariantsCount", (shop, call) -> counted(foundVariants(shop, call).count(),
                call.environment().getArgument("limit")));
        wiring.root(QUERY, "node", (shop, call) -> node(shop, call, call.text("id")));
        wiring.root(QUERY, "nodes", ProductQueries::nodes);
    }

    /// The id of a resource of this type. Anything else is refused as Shopify does.
    static long id(String text, String type) {
        Optional<Gid> gid = Gid.parse(text, type);
        if (gid.isEmpty()) {
            throw Refusal.coded("argumentLiteralsIncompatible", "Invalid global id '" + text + "'");
        }
        if (!gid.get().type().equals(type)) {
            throw Refusal.coded("RESOURCE_NOT_FOUND", "Invalid id: " + text);
        }
        return gid.get().number();
    }

    private static Optional<Product> product(Shop shop, String id) {
        return shop.catalog().find(id(id, Product.TYPE));
    }

    private static Optional<Variant> variant(Shop shop, String id) {
        return shop.catalog().variant(id(id, Variant.TYPE));
    }

    private static Stream<Product> found(Shop shop, Call call) {
        Stream<Product> all = shop.catalog().all().stream();
        return call.text("query").isBlank()
                ? all
                : all.filter(new ProductSearch(shop.settings().zone()).products(call.text("query")));
    }

    private static Stream<Variant> foundVariants(Shop shop, Call call) {
        Stream<Variant> all = shop.catalog().all().stream().flatMap(product -> product.variants.stream());
        return call.text("query").isBlank()
                ? all
                : all.filter(new ProductSearch(shop.settings().zone()).variants(call.text("query"), shop.catalog()));
    }

    static Map<String, Object> counted(long found, @Nullable Integer limit) {
        return limit != null && found > limit
                ? Map.of("count", limit, "precision", "AT_LEAST")
                : Map.of("count", (int) found, "precision", "EXACT");
    }

    private static @Nullable Product byIdentifier(Shop shop, Call call) {
        Input identifier = call.input("identifier").only("id", "handle");
        return identifier.text("id").map(id -> product(shop, id))
                .orElseGet(() -> shop.catalog().byHandle(identifier.text("handle").orElse(""))).orElse(null);
    }

    private static @Nullable Object node(Shop shop, Call call, String text) {
        Gid gid = Gid.parse(text, "").filter(id -> !id.type().isEmpty())
                .orElseThrow(() -> Refusal.coded("argumentLiteralsIncompatible", "Invalid global id '" + text + "'"));
        shop.approval().demand(gid.type());
        if (OrderQueries.owns(gid.type())) {
            return OrderQueries.node(shop, call, gid);
        }
        if (StockFields.owns(gid.type())) {
            return StockFields.node(shop, call, gid, text);
        }
        if (CustomerFields.owns(gid.type())) {
            return CustomerFields.node(shop, call, gid);
        }
        if (!gid.type().equals("Shop") && !call.scopes().allow("read_products")) {
            throw Refusal.accessDenied("node", "read_products");
        }
        return switch (gid.type()) {
            case "Product" -> shop.catalog().find(gid.number()).orElse(null);
            case MediaImage.TYPE -> shop.catalog().all().stream().flatMap(product -> product.media.stream())
                    .filter(image -> image.id() == gid.number()).findFirst().orElse(null);
            case "ProductVariant" -> shop.catalog().variant(gid.number()).orElse(null);
            case "Shop" -> shop.gid().equals(text) ? shop : null;
            default -> throw Refusal.unsupported("node of type " + gid.type());
        };
    }

    private static List<@Nullable Object> nodes(Shop shop, Call call) {
        List<?> ids = Objects.requireNonNull(call.environment().<List<?>>getArgument("ids"));
        if (ids.size() > Page.LARGEST) {
            throw Refusal.coded("MAX_INPUT_SIZE_EXCEEDED", "The input array size of " + ids.size()
                    + " is greater than the maximum allowed of " + Page.LARGEST + ".");
        }
        var nodes = new ArrayList<@Nullable Object>();
        ids.forEach(id -> nodes.add(node(shop, call, String.valueOf(id))));
        return nodes;
    }

    private static Sort<Product> productSort(String key) {
        Function<Product, String> by = switch (key) {
            case "ID", "RELEVANCE", "" -> product -> "";
            case "TITLE" -> product -> product.title.toLowerCase(Locale.ROOT);
            case "VENDOR" -> product -> product.vendor.toLowerCase(Locale.ROOT);
            case "PRODUCT_TYPE" -> product -> product.productType.toLowerCase(Locale.ROOT);
            case "INVENTORY_TOTAL" -> product -> Sort.number(product.totalInventory());
            case "CREATED_AT" -> product -> Sort.number(product.createdAt.toEpochMilli());
            case "UPDATED_AT" -> product -> Sort.number(product.updatedAt.toEpochMilli());
            case "PUBLISHED_AT" -> product -> Sort
                    .number(product.publishedAt == null ? 0 : product.publishedAt.toEpochMilli());
            default -> throw Refusal.unsupported("ProductSortKeys." + key);
        };
        return new Sort<>(key, by, product -> product.id);
    }

    private static Sort<Variant> variantSort(String key) {
        Function<Variant, String> by = switch (key) {
            case "ID", "RELEVANCE", "" -> variant -> "";
            case "SKU" -> variant -> Objects.requireNonNullElse(variant.sku, "");
            case "TITLE", "NAME" -> Variant::title;
            case "INVENTORY_QUANTITY" -> variant -> Sort.number(variant.quantity);
            default -> throw Refusal.unsupported("ProductVariantSortKeys." + key);
        };
        return new Sort<>(key, by, variant -> variant.id);
    }
}
