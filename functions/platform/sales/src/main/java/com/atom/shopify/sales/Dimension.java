package com.atom.shopify.sales;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What figures can be grouped by. What belongs to no group, such as shipping in a grouping by product, is in a group without a key.
public enum Dimension {
    PRODUCT(item -> id(item.product())),
    VARIANT(item -> id(item.variant())),
    VENDOR(Item::vendor),
    TYPE(Item::type),
    CHANNEL(null),
    LOCATION(null),
    /// An order with several codes counts in each of its groups.
    DISCOUNT_CODE(null),
    COUNTRY(null);

    /// The key of what belongs to no group.
    static final String NONE = "";

    private interface OfItem extends Function<Item, @Nullable String> {}

    private final @Nullable OfItem ofItem;

    Dimension(@Nullable OfItem ofItem) {
        this.ofItem = ofItem;
    }

    /// The name in the API, `discount_code`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the lines of one order may be in different groups.
    boolean isOfItems() {
        return ofItem != null;
    }

    /// The groups of a sale within its order.
    Stream<String> groups(OrderFacts order, Sale sale) {
        return ofItem == null
                ? ofOrder(order).stream()
                : Stream.of(text(sale.item() == null ? null : ofItem.apply(sale.item())));
    }

    /// The groups in which an order with these sales was placed; an order of nothing but gift cards is in none of a product.
    Stream<String> groups(OrderFacts order, Stream<Sale> sales) {
        if (ofItem == null) {
            return ofOrder(order).stream();
        }
        var groups = sales.flatMap(sale -> groups(order, sale)).distinct().toList();
        return groups.isEmpty() ? Stream.of(NONE) : groups.stream();
    }

    private List<String> ofOrder(OrderFacts order) {
        return switch (this) {
            case CHANNEL -> List.of(text(order.channel()));
            case LOCATION -> List.of(text(id(order.location())));
            case COUNTRY -> List.of(text(order.country()));
            case DISCOUNT_CODE -> order.discountCodes().isEmpty() ? List.of(NONE) : order.discountCodes();
            case PRODUCT, VARIANT, VENDOR, TYPE -> List.of(NONE);
        };
    }

    private static @Nullable String id(@Nullable Long id) {
        return id == null ? null : id.toString();
    }

    private static String text(@Nullable String key) {
        return key == null ? NONE : key;
    }
}
