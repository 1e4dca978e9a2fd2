package com.atom.shopify.fake.shopify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One product with its options and variants. A change works on a copy, which [Catalog#put] then makes visible as a
/// whole.
final class Product {
    static final String TYPE = "Product";

    final long id;
    final Instant createdAt;
    String title = "";
    String handle = "";
    String descriptionHtml = "";
    String status = "ACTIVE";
    String vendor = "";
    String productType = "";
    @Nullable
    String templateSuffix;
    List<String> tags = List.of();
    @Nullable
    Instant publishedAt;
    Instant updatedAt;
    List<Option> options = List.of();
    List<Variant> variants = List.of();
    /// The first one is the featured one.
    List<MediaImage> media = List.of();

    /// An option with its values in order.
    record Option(long id, String name, List<Value> values) {
        Optional<Value> value(String name) {
            return values.stream().filter(value -> value.name().equals(name)).findFirst();
        }

        Option with(Value added) {
            var more = new ArrayList<>(values);
            more.add(added);
            return new Option(id, name, List.copyOf(more));
        }
    }

    /// One value of an option.
    record Value(long id, String name) {}

    Product(long id, Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    Product copy() {
        var copy = new Product(id, createdAt);
        copy.title = title;
        copy.handle = handle;
        copy.descriptionHtml = descriptionHtml;
        copy.status = status;
        copy.vendor = vendor;
        copy.productType = productType;
        copy.templateSuffix = templateSuffix;
        copy.tags = tags;
        copy.publishedAt = publishedAt;
        copy.updatedAt = updatedAt;
        copy.options = options;
        copy.media = media;
        copy.variants = variants.stream().map(Variant::copy).toList();
        return copy;
    }

    String gid() {
        return Gid.of(TYPE, id);
    }

    Optional<Option> option(String name) {
        return options.stream().filter(option -> option.name().equals(name)).findFirst();
    }

    Optional<Variant> variant(long variantId) {
        return variants.stream().filter(variant -> variant.id == variantId).findFirst();
    }

    /// The product has never been given options of its own.
    boolean standalone() {
        return options.size() == 1 && "Title".equals(options.getFirst().name()) && variants.size() == 1
                && List.of("Default Title").equals(variants.getFirst().optionValues);
    }

    int totalInventory() {
        return variants.stream().mapToInt(variant -> variant.quantity).sum();
    }

    boolean tracksInventory() {
        return variants.stream().anyMatch(variant -> variant.tracked);
    }

    boolean hasVariantsWithoutStock() {
        return variants.stream().anyMatch(variant -> variant.tracked && variant.quantity <= 0);
    }
}
