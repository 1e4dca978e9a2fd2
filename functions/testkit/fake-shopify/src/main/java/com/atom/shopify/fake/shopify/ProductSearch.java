package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Search.Comparison;
import com.atom.shopify.fake.shopify.Search.Term;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        Term term = parsed(query);
        return product -> holds(term, product, product.variants);
    }

    Predicate<Variant> variants(String query, Catalog catalog) {
        Term term = parsed(query);
        return variant -> catalog.find(variant.productId).map(product -> holds(term, product, List.of(variant)))
                .orElse(false);
    }

    private static Term parsed(String query) {
        Term term = Search.parse(query);
        refuseUnsupported(term);
        return term;
    }

    private static void refuseUnsupported(Term term) {
        switch (term) {
            case Term.All all -> all.terms().forEach(ProductSearch::refuseUnsupported);
            case Term.Any any -> any.terms().forEach(ProductSearch::refuseUnsupported);
            case Term.Not not -> refuseUnsupported(not.term());
            case Term.Match match -> {
                if (UNSUPPORTED.contains(match.name()) || match.name().startsWith("metafields.")) {
                    throw Refusal.unsupported("searching by " + match.name());
                }
            }
        }
    }

    private boolean holds(Term term, Product product, List<Variant> variants) {
        return switch (term) {
            case Term.All all -> all.terms().stream().allMatch(inner -> holds(inner, product, variants));
            case Term.Any any -> any.terms().stream().anyMatch(inner -> holds(inner, product, variants));
            case Term.Not not -> !holds(not.term(), product, variants);
            case Term.Match match -> matches(match, product, variants);
        };
    }

    private boolean matches(Term.Match match, Product product, List<Variant> variants) {
        return switch (match.name()) {
            case "" -> everywhere(match, product, variants);
            case "title" -> words(match, product.title);
            case "handle" -> same(match, product.handle);
            case "status" -> oneOf(match, product.status);
            case "vendor" -> same(match, product.vendor);
            case "product_type" -> same(match, product.productType);
            case "tag" -> product.tags.stream().anyMatch(tag -> same(match, tag));
            case "tag_not" -> product.tags.stream().noneMatch(tag -> same(match, tag));
            case "id", "product_id" -> id(match, product.id);
            case "product_ids" -> id(match, product.id);
            case "sku" -> variants.stream().anyMatch(variant -> same(match, variant.sku));
            case "barcode" -> variants.stream().anyMatch(variant -> same(match, variant.barcode));
            case "price" -> variants.stream().anyMatch(variant -> number(match, variant.price));
            case "inventory_total", "inventory_quantity" -> number(match, BigDecimal.valueOf(product.totalInventory()));
            case "created_at" -> time(match, product.createdAt);
            case "updated_at" -> time(match, product.updatedAt);
            case "published_at" -> time(match, product.publishedAt);
            case "published_status" -> published(match, product);
            case "variant_id" -> variants.stream().anyMatch(variant -> id(match, variant.id));
            case "variant_title" -> variants.stream().anyMatch(variant -> words(match, variant.title()));
            case "gift_card" -> truth(match, false);
            case "has_only_default_variant" -> truth(match, product.standalone());
            case "out_of_stock_somewhere" -> truth(match, product.hasVariantsWithoutStock());
            default -> true;
        };
    }

    private static boolean truth(Term.Match match, boolean fact) {
        return Boolean.parseBoolean(match.value()) == fact;
    }

    private static boolean everywhere(Term.Match match, Product product, List<Variant> variants) {
        return match.value().isEmpty() || Stream.concat(
                Stream.of(product.title, product.vendor, product.productType, product.handle),
                Stream.concat(product.tags.stream(), variants.stream().flatMap(variant -> Stream
                        .of(variant.title(), Objects.requireNonNullElse(variant.sku, ""),
                                Objects.requireNonNullElse(variant.barcode, "")))))
                .anyMatch(text -> words(match, text));
    }

    /// A word of the text, the beginning of one with `*`, or a whole phrase if quoted.
    private static boolean words(Term.Match match, String text) {
        String value = match.value().toLowerCase(Locale.ROOT);
        String plain = text.toLowerCase(Locale.ROOT);
        if (match.quoted()) {
            return plain.contains(value);
        }
        Stream<String> words = Stream.concat(Stream.of(plain), Arrays.stream(plain.split("[^\\p{L}\\p{N}]+")));
        return value.endsWith("*")
                ? words.anyMatch(word -> word.startsWith(value.substring(0, value.length() - 1)))
                : words.anyMatch(value::equals);
    }

    private static boolean same(Term.Match match, @Nullable String text) {
        String value = match.value().toLowerCase(Locale.ROOT);
        String plain = Objects.requireNonNullElse(text, "").toLowerCase(Locale.ROOT);
        if (!match.quoted() && value.endsWith("*")) {
            return !plain.isEmpty() && plain.startsWith(value.substring(0, value.length() - 1));
        }
        return plain.equals(value);
    }

    private static boolean oneOf(Term.Match match, String text) {
        return Arrays.stream(match.value().split(",")).anyMatch(text::equalsIgnoreCase);
    }

    private static boolean id(Term.Match match, long id) {
        return Arrays.stream(match.value().split(",")).anyMatch(value -> {
            try {
                long number = Long.parseLong(value.substring(value.lastIndexOf('/') + 1).strip());
                return match.comparison().holds(Long.compare(id, number));
            } catch (NumberFormatException notAnId) {
                return false;
            }
        });
    }

    private static boolean number(Term.Match match, BigDecimal amount) {
        try {
            return match.comparison().holds(amount.compareTo(new BigDecimal(match.value())));
        } catch (NumberFormatException ignored) {
            return true;
        }
    }

    private boolean time(Term.Match match, @Nullable Instant time) {
        if (time == null) {
            return false;
        }
        try {
            LocalDate day = LocalDate.parse(match.value());
            return match.comparison().holds(time.atZone(zone).toLocalDate().compareTo(day));
        } catch (DateTimeException notADay) {
            return moment(match, time);
        }
    }

    private static boolean moment(Term.Match match, Instant time) {
        try {
            Instant moment = match.value().equalsIgnoreCase("now")
                    ? Instant.now()
                    : OffsetDateTime.parse(match.value()).toInstant();
            return match.comparison().holds(time.compareTo(moment));
        } catch (DateTimeException ignored) {
            return true;
        }
    }

    private static boolean published(Term.Match match, Product product) {
        return match.comparison() != Comparison.IS || switch (match.value().toLowerCase(Locale.ROOT)) {
            case "published", "visible", "online_store:visible" -> product.publishedAt != null;
            case "unpublished", "hidden", "online_store:hidden" -> product.publishedAt == null;
            default -> true;
        };
    }
}
