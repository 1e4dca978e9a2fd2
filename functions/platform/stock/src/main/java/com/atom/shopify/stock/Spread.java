package com.atom.shopify.stock;

import com.atom.shopify.aws.Items;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Where a store's rows are: spread over several keys, because DynamoDB takes a thousand writes a second under one. All rows of an
/// item are together and in order: the item, its levels, its variants; so whoever reads a key from end to end has each item
/// whole. Which variants a product has is noted beside them.
final class Spread {
    private static final int COUNT = 8;
    private static final String LEVEL = "#level#";
    private static final String VARIANT = "#variant#";
    /// Behind everything that begins like the rest.
    private static final String LAST = "~";
    /// The row that says that nothing is missing.
    static final String COMPLETE = "complete";

    private Spread() {}

    static List<String> owners(ShopDomain shop) {
        return IntStream.range(0, COUNT).mapToObj(shard -> "stock#" + shop + "#" + shard).toList();
    }

    /// Where the few things are that are about the whole store.
    static String first(ShopDomain shop) {
        return owners(shop).getFirst();
    }

    static String owner(ShopDomain shop, Gid thing) {
        return owners(shop).get((int) (thing.number() % COUNT));
    }

    static Map<String, AttributeValue> key(ShopDomain shop, StockFact fact) {
        return switch (fact) {
            case StockItem item -> key(shop, item.item(), "");
            case StockVariant variant -> key(shop, variant.item(), VARIANT + variant.variant().number());
            case StockLevel level -> level(shop, level.item(), level.location());
        };
    }

    static Map<String, AttributeValue> level(ShopDomain shop, Gid item, Gid location) {
        return key(shop, item, LEVEL + location.number());
    }

    static Map<String, AttributeValue> member(ShopDomain shop, Gid product, Gid variant) {
        return Map.of("shop", Items.text(owner(shop, product)), "record",
                Items.text(members(product) + variant.number()));
    }

    /// What the rows of an item begin with, and no others.
    static String rows(Gid item) {
        return "item#%019d".formatted(item.number());
    }

    /// What the rows of all items begin with.
    static String items() {
        return "item#";
    }

    /// Behind all rows of an item, and before those of the next one.
    static String behind(Gid item) {
        return rows(item) + LAST;
    }

    static String behindAllItems() {
        return items() + LAST;
    }

    /// What the notes of a product's variants begin with.
    static String members(Gid product) {
        return "product#" + product.number() + "#";
    }

    static Gid item(Map<String, AttributeValue> row) {
        var start = items().length();
        return new Gid(Gid.Kind.INVENTORY_ITEM, Long.parseLong(Items.text(row, "record"), start, start + 19, 10));
    }

    static boolean isLevel(Map<String, AttributeValue> row) {
        return Items.text(row, "record").contains(LEVEL);
    }

    static boolean isVariant(Map<String, AttributeValue> row) {
        return Items.text(row, "record").contains(VARIANT);
    }

    /// The number at the end of a row's name.
    static long last(Map<String, AttributeValue> row) {
        var record = Items.text(row, "record");
        return Long.parseLong(record, record.lastIndexOf('#') + 1, record.length(), 10);
    }

    private static Map<String, AttributeValue> key(ShopDomain shop, Gid item, String rest) {
        return Map.of("shop", Items.text(owner(shop, item)), "record", Items.text(rows(item) + rest));
    }
}
