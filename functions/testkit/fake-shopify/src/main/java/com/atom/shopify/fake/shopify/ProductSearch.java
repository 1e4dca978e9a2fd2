package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Search.Comparison;
import com.atom.shopify.fake.shopify.Search.Term;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What a search of products or variants finds. An unknown field, or a value that its field cannot have, is ignored,
/// and everything is found: that is what Shopify does. A field that Shopify knows and the simulator does not is
/// refused.
record ProductSearch(ZoneId zone) {
    private static final Set<String> UNSUPPORTED = Set.of("bundles", "category_id", "collection", "collection_id",
            "combined_listing_role", "delivery_profile_id", "error_feedback", "has_only_composites",
            "has_variant_with_components", "is_price_reduced", "location_id", "managed", "option1", "option2",
            "option3",
            "product_configuration_owner", "product_publication_status", "product_status", "publication_ids",
            "publishable_status", "requires_components", "taxable");

    Predicate<Product> products(String query) {
        Term term = Matches.parsed(query, UNSUPPORTED);
        return product -> holds(term, product, product.variants);
    }

    Predicate<Variant> variants(String query, Catalog catalog) {
        Term term = Matches.parsed(query, UNSUPPORTED);
        return variant -> catalog.find(variant.productId).map(product -> holds(term, product, List.of(variant)))
                .orElse(false);
    }

    private boolean holds(Term term, Product product, List<Variant> variants) {
        return Matches.holds(term, match -> matches(match, product, variants));
    }

    private boolean matches(Term.Match match, Product product, List<Variant> variants) {
        return switch (match.name()) {
            case "" -> everywhere(match, product, variants);
            case "title" -> Matches.words(match, product.title);
            case "handle" -> Matches.same(match, product.handle);
            case "status" -> Matches.oneOf(match, product.status);
            case "vendor" -> Matches.same(match, product.vendor);
            case "product_type" -> Matches.same(match, product.productType);
            case "tag" -> product.tags.stream().anyMatch(tag -> Matches.same(match, tag));
            case "tag_not" -> product.tags.stream().noneMatch(tag -> Matches.same(match, tag));
            case "id", "product_id" -> Matches.id(match, product.id);
            case "product_ids" -> Matches.id(match, product.id);
            case "sku" -> variants.stream().anyMatch(variant -> Matches.same(match, variant.sku));
            case "barcode" -> variants.stream().anyMatch(variant -> Matches.same(match, variant.barcode));
            case "price" -> variants.stream().anyMatch(variant -> Matches.number(match, variant.price));
            case "inventory_total", "inventory_quantity" ->
                Matches.number(match, BigDecimal.valueOf(product.totalInventory()));
            case "created_at" -> Matches.time(zone, match, product.createdAt);
            case "updated_at" -> Matches.time(zone, match, product.updatedAt);
            case "published_at" -> Matches.time(zone, match, product.publishedAt);
            case "published_status" -> published(match, product);
            case "variant_id" -> variants.stream().anyMatch(variant -> Matches.id(match, variant.id));
            case "variant_title" -> variants.stream().anyMatch(variant -> Matches.words(match, variant.title()));
            case "gift_card" -> Matches.truth(match, false);
            case "has_only_default_variant" -> Matches.truth(match, product.standalone());
            case "out_of_stock_somewhere" -> Matches.truth(match, product.hasVariantsWithoutStock());
            default -> true;
        };
    }

    private static boolean everywhere(Term.Match match, Product product, List<Variant> variants) {
        return match.value().isEmpty() || Stream.concat(
                Stream.of(product.title, product.vendor, product.productType, product.handle),
                Stream.concat(product.tags.stream(), variants.stream().flatMap(variant -> Stream
                        .of(variant.title(), Objects.requireNonNullElse(variant.sku, ""),
                                Objects.requireNonNullElse(variant.barcode, "")))))
                .anyMatch(text -> Matches.words(match, text));
    }

    private static boolean published(Term.Match match, Product product) {
        return match.comparison() != Comparison.IS || switch (match.value().toLowerCase(Locale.ROOT)) {
            case "published", "visible", "online_store:visible" -> product.publishedAt != null;
            case "unpublished", "hidden", "online_store:hidden" -> product.publishedAt == null;
            default -> true;
        };
    }
}
