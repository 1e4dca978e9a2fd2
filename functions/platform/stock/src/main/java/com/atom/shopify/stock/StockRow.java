package com.atom.shopify.stock;

import com.atom.shopify.aws.Items;
import com.atom.shopify.id.Gid;
import com.atom.shopify.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Facts as rows of the table.
final class StockRow {
    private StockRow() {}

    /// What a fact says; what it says is absent is absent from the row, too, unless only others can tell.
    static Map<String, AttributeValue> of(StockFact fact) {
        var row = new HashMap<String, AttributeValue>();
        row.put("updated_at", millis(fact.version().updatedAt()));
        row.put("as_of", millis(fact.version().asOf()));
        switch (fact) {
            case StockItem item -> {
                put(row, "sku", item.sku());
                row.put("tracked", AttributeValue.fromBool(item.tracked()));
                item.cost().ifPresent(cost -> {
                    row.put("cost", AttributeValue.fromN(cost.amount().toPlainString()));
                    row.put("currency", Items.text(cost.currency().getCurrencyCode()));
                });
            }
            case StockVariant variant -> {
                row.put("product", Items.number(variant.product().number()));
                row.put("title", Items.text(variant.title()));
                row.put("variant_title", Items.text(variant.variantTitle()));
                put(row, "sku", variant.sku());
                put(row, "vendor", variant.vendor());
                put(row, "type", variant.type());
            }
            case StockLevel level -> {
                put(row, "location_name", level.locationName());
                level.available().ifPresent(available -> row.put("available", Items.number(available)));
                level.onHand().ifPresent(onHand -> {
                    row.put("on_hand", Items.number(onHand.quantity()));
                    row.put("on_hand_as_of", millis(onHand.asOf()));
                });
            }
        }
        return row;
    }

    /// Names of what a later fact takes away by not saying it. A webhook knows neither a location's name nor what lies there.
    static List<String> replaced(StockFact fact) {
        return switch (fact) {
            case StockItem _ -> List.of("sku", "cost", "currency");
            case StockVariant _ -> List.of("sku", "vendor", "type");
            case StockLevel _ -> List.of("available");
        };
    }

    /// The rows of one item, without those of deleted things.
    static Optional<Stock> stock(Gid id, List<Map<String, AttributeValue>> rows) {
        Optional<StockItem> item = Optional.empty();
        var variants = new ArrayList<StockVariant>();
        var levels = new ArrayList<StockLevel>();
        for (var row : rows) {
            if (row.containsKey("deleted_at")) {
                if (!Spread.isVariant(row)) {
                    return Optional.empty();
                }
            } else if (Spread.isLevel(row)) {
                levels.add(level(id, row));
            } else if (Spread.isVariant(row)) {
                variants.add(variant(id, row));
            } else {
                item = Optional.of(item(id, row));
            }
        }
        return Optional.of(new Stock(id, item, variants, levels));
    }

    static StockVersion version(Map<String, AttributeValue> row) {
        return new StockVersion(instant(row, "updated_at"), instant(row, "as_of"));
    }

    /// When it was so for certain, by what was told or by asking.
    static Instant heard(Map<String, AttributeValue> row) {
        var told = instant(row, "as_of");
        var seen = row.containsKey("seen_at") ? instant(row, "seen_at") : told;
        return seen.isAfter(told) ? seen : told;
    }

    static AttributeValue millis(Instant time) {
        return Items.number(time.toEpochMilli());
    }

    static Optional<Integer> available(Map<String, AttributeValue> row) {
        return Optional.ofNullable(row.get("available")).map(value -> Integer.valueOf(value.n()));
    }

    private static StockItem item(Gid id, Map<String, AttributeValue> row) {
        return new StockItem(id, text(row, "sku"),
                Optional.ofNullable(row.get("cost")).map(cost -> Money.of(cost.n(), Items.text(row, "currency"))),
                Items.attribute(row, "tracked").bool(), version(row));
    }

    static StockVariant variant(Gid id, Map<String, AttributeValue> row) {
        return new StockVariant(id, new Gid(Gid.Kind.PRODUCT_VARIANT, Spread.last(row)),
                new Gid(Gid.Kind.PRODUCT, Items.number(row, "product")), Items.text(row, "title"),
                Items.text(row, "variant_title"), text(row, "sku"), text(row, "vendor"), text(row, "type"),
                version(row));
    }

    private static StockLevel level(Gid id, Map<String, AttributeValue> row) {
        return new StockLevel(id, new Gid(Gid.Kind.LOCATION, Spread.last(row)), text(row, "location_name"),
                available(row), Optional.ofNullable(row.get("on_hand")).map(onHand -> new StockLevel.OnHand(
                        Integer.parseInt(onHand.n()), instant(row, "on_hand_as_of"))),
                version(row));
    }

    private static Instant instant(Map<String, AttributeValue> row, String name) {
        return Instant.ofEpochMilli(Items.number(row, name));
    }

    private static Optional<String> text(Map<String, AttributeValue> row, String name) {
        return Optional.ofNullable(row.get(name)).map(AttributeValue::s);
    }

    private static void put(Map<String, AttributeValue> row, String name, Optional<String> text) {
        text.ifPresent(value -> row.put(name, Items.text(value)));
    }
}
