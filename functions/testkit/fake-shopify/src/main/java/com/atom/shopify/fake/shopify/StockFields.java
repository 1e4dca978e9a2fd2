package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Page.Sort;
import com.atom.shopify.fake.shopify.Search.Term;
import com.atom.shopify.fake.shopify.Stock.Level;
import com.atom.shopify.fake.shopify.Stock.Location;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Locations, inventory items and levels, and how they are found.
final class StockFields {
    private static final String QUERY = "QueryRoot";
    private static final Set<String> NOT_SEARCHED = Set.of("barcode", "inventory_group_id", "location_id",
            "country_code");

    private static final Set<String> LOCATIONS_NOT_SEARCHED = Set.of("address1", "address2", "city", "country",
            "geolocated", "legacy", "pickup_in_store", "province", "zip");

    private StockFields() {}

    static void wire(Wiring wiring) {
        List.of("InventoryItem", "InventoryLevel", "Location").forEach(name -> Page.wire(wiring, name));
        wiring.plain("LocationAddress", "address1", "address2", "city", "country", "countryCode", "province",
                "provinceCode", "zip", "phone", "formatted");
        wiring.plain("InventoryQuantity", "id", "name", "quantity", "updatedAt");
        wiring.plain("InventoryProperties", "quantityNames");
        wiring.plain("InventoryQuantityName", "name", "displayName", "isInUse", "belongsTo", "comprises");
        location(wiring);
        level(wiring);
        item(wiring);
        queries(wiring);
    }

    private static void location(Wiring wiring) {
        wiring.type(Location.TYPE, Location.class)
                .field("id", Location::gid)
                .field("legacyResourceId", location -> Long.toString(location.id()))
                .field("name", Location::name)
                .field("isActive", Location::active)
                .field("fulfillsOnlineOrders", Location::active)
                .field("shipsInventory", Location::active)
                .field("isFulfillmentService", location -> false)
                .field("deactivatedAt", location -> null)
                .answer("isPrimary", (location, call) -> location.equals(call.shop().stock().first()))
                .answer("hasActiveInventory", (location, call) -> levels(call.shop(), location).findAny().isPresent())
                .field("hasUnfulfilledOrders", location -> false)
                .field("activatable", location -> !location.active())
                .field("deactivatable", location -> false)
                .field("deletable", location -> false)
                .field("addressVerified", location -> true)
                .field("createdAt", location -> ShopFields.time(location.createdAt()))
                .field("updatedAt", location -> ShopFields.time(location.createdAt()))
                .field("address", StockFields::address)
                .answer("inventoryLevel", (location, call) -> item(call.shop(), call.text("inventoryItemId"))
                        .flatMap(variant -> call.shop().stock().level(variant, location.id())).orElse(null))
                .answer("inventoryLevels", (location, call) -> page(levels(call.shop(), location), call));
    }

    private static Map<String, Object> address(Location location) {
        String street = (location.id() % 90 + 1) + " Example Street";
        return Map.of("address1", street, "city", "New York", "country", "United States", "countryCode", "US",
                "province", "New York", "provinceCode", "NY", "zip", "10001", "formatted",
                List.of(street, "New York NY 10001", "United States"));
    }

    private static void level(Wiring wiring) {
        wiring.type(Level.TYPE, Level.class)
                .field("id", Level::gid)
                .field("item", level -> new Variant.Item(level.variant()))
                .field("location", Level::location)
                .field("isActive", level -> true)
                .field("canDeactivate", level -> true)
                .field("deactivationAlert", level -> null)
                .field("createdAt", level -> ShopFields.time(level.variant().createdAt))
                .field("updatedAt", level -> ShopFields.time(level.changedAt()))
                .answer("quantities", (level, call) -> Objects
                        .requireNonNull(call.environment().<List<String>>getArgument("names")).stream()
                        .map(name -> quantity(level, name)).toList());
    }

    private static Map<String, @Nullable Object> quantity(Level level, String name) {
        if (!level.quantities().containsKey(name)) {
            throw Refusal.coded("BAD_REQUEST", name + " is not a valid inventory quantity name.");
        }
        var quantity = new LinkedHashMap<String, @Nullable Object>();
        quantity.put("id", "gid://shopify/InventoryQuantity/" + level.location().id() + "?inventory_item_id="
                + level.variant().itemId + "&name=" + name);
        quantity.put("name", name);
        quantity.put("quantity", level.quantity(name));
        quantity.put("updatedAt", ShopFields.time(level.changedAt()));
        return quantity;
    }

    private static void item(Wiring wiring) {
        wiring.type(Variant.Item.TYPE, Variant.Item.class)
                .nothing("countryCodeOfOrigin", "provinceCodeOfOrigin", "harmonizedSystemCode")
                .answer("duplicateSkuCount", (item, call) -> (int) variants(call.shop())
                        .filter(other -> other.id != item.variant().id && other.sku != null
                                && other.sku.equals(item.variant().sku))
                        .count())
                .answer("variants", (item, call) -> Page.listed(List.of(item.variant()), call.environment()))
                .answer("locationsCount",
                        (item, call) -> ProductFields.count(call.shop().stock().levels(item.variant()).size()))
                .answer("inventoryLevel",
                        (item, call) -> call.shop().stock()
                                .level(item.variant(),
                                        ProductQueries.id(call.text("locationId"), Location.TYPE))
                                .orElse(null))
                .answer("inventoryLevels",
                        (item, call) -> page(call.shop().stock().levels(item.variant()).stream(), call));
    }

    private static void queries(Wiring wiring) {
        wiring.root(QUERY, "inventoryItem",
                (shop, call) -> item(shop, call.text("id")).map(Variant.Item::new).orElse(null));
        wiring.root(QUERY, "inventoryItems", (shop, call) -> Page.of(
                variants(shop).filter(searched(shop, call)).map(Variant.Item::new),
                new Sort<>("ID", item -> "", item -> item.variant().itemId), call.environment()));
        wiring.root(QUERY, "inventoryLevel", (shop, call) -> level(shop, call.text("id")).orElse(null));
        wiring.root(QUERY, "location", (shop, call) -> call.text("id").isEmpty()
                ? shop.stock().first()
                : shop.stock().location(ProductQueries.id(call.text("id"), Location.TYPE)).orElse(null));
        wiring.root(QUERY, "locations", (shop, call) -> {
            boolean byName = call.text("sortKey").equals("NAME");
            return Page.of(found(shop, call)
                    .filter(location -> location.active() || call.truth("includeInactive")),
                    new Sort<>(call.text("sortKey"), location -> byName ? location.name() : "", Location::id),
                    call.environment());
        });
        wiring.root(QUERY, "locationsCount", (shop, call) -> {
            return ProductQueries.counted(found(shop, call).filter(Location::active).count(),
                    call.environment().getArgument("limit"));
        });
        wiring.root(QUERY, "inventoryProperties", (shop, call) -> Map.of("quantityNames", names()));
    }

    private static Stream<Location> found(Shop shop, Call call) {
        Stream<Location> all = shop.stock().locations().stream();
        if (call.text("query").isBlank()) {
            return all;
        }
        Term term = Matches.parsed(call.text("query"), LOCATIONS_NOT_SEARCHED);
        return all.filter(location -> Matches.holds(term, match -> switch (match.name()) {
            case "", "name" -> Matches.words(match, location.name());
            case "id", "location_id" -> Matches.id(match, location.id());
            case "active" -> Matches.truth(match, location.active());
            case "created_at" -> Matches.time(shop.settings().zone(), match, location.createdAt());
            default -> true;
        }));
    }

    private static List<Map<String, Object>> names() {
        var names = new ArrayList<Map<String, Object>>();
        var parts = Stream.concat(Stream.of("available"), Stock.STATES.stream())
                .filter(state -> !state.equals("incoming")).toList();
        names.add(Map.of("name", "on_hand", "displayName", "On hand", "isInUse", true, "belongsTo", List.of(),
                "comprises",
                parts));
        for (String part : parts) {
            names.add(Map.of("name", part, "displayName", part.replace('_', ' '), "isInUse", true, "belongsTo",
                    List.of("on_hand"), "comprises", List.of()));
        }
        names.add(Map.of("name", "incoming", "displayName", "Incoming", "isInUse", true, "belongsTo", List.of(),
                "comprises", List.of()));
        return List.copyOf(names);
    }

    static boolean owns(String type) {
        return Set.of(Variant.Item.TYPE, Level.TYPE, Location.TYPE).contains(type);
    }

    /// One of these by its id, for whoever may read it.
    static @Nullable Object node(Shop shop, Call call, Gid gid, String text) {
        String scope = gid.type().equals(Location.TYPE) ? "read_locations" : "read_inventory";
        boolean product = gid.type().equals(Variant.Item.TYPE) && call.scopes().allow("read_products");
        if (!product && !call.scopes().allow(scope)) {
            throw Refusal.accessDenied("node", scope);
        }
        return switch (gid.type()) {
            case Variant.Item.TYPE -> item(shop, text).map(Variant.Item::new).orElse(null);
            case Level.TYPE -> level(shop, text).orElse(null);
            default -> shop.stock().location(gid.number()).orElse(null);
        };
    }

    /// The variant whose stock record has this id.
    static Optional<Variant> item(Shop shop, String gid) {
        return Gid.parse(gid, Variant.Item.TYPE).filter(id -> id.type().equals(Variant.Item.TYPE))
                .flatMap(id -> variants(shop).filter(variant -> variant.itemId == id.number()).findFirst());
    }

    static Optional<Level> level(Shop shop, String gid) {
        int item = gid.indexOf("?inventory_item_id=");
        return item < 0
                ? Optional.empty()
                : Gid.parse(gid.substring(0, item), Level.TYPE).filter(id -> id.type().equals(Level.TYPE))
                        .flatMap(id -> item(shop, gid.substring(item + "?inventory_item_id=".length()))
                                .flatMap(variant -> shop.stock().level(variant, id.number())));
    }

    private static Stream<Variant> variants(Shop shop) {
        return shop.catalog().all().stream().flatMap(product -> product.variants.stream());
    }

    private static Stream<Level> levels(Shop shop, Location location) {
        return variants(shop).flatMap(variant -> shop.stock().level(variant, location.id()).stream());
    }

    private static Page page(Stream<Level> levels, Call call) {
        Predicate<Level> searched = call.text("query").isBlank()
                ? level -> true
                : matching(Matches.parsed(call.text("query"), NOT_SEARCHED), call.shop());
        return Page.of(levels.filter(searched), new Sort<>("ID", level -> Sort.number(level.variant().itemId),
                level -> level.location().id()), call.environment());
    }

    private static Predicate<Level> matching(Term term, Shop shop) {
        return level -> Matches.holds(term, match -> switch (match.name()) {
            case "updated_at" -> Matches.time(shop.settings().zone(), match, level.changedAt());
            case "created_at" -> Matches.time(shop.settings().zone(), match, level.variant().createdAt);
            case "inventory_item_id" -> Matches.id(match, level.variant().itemId);
            case "id" -> Matches.id(match, level.location().id());
            default -> true;
        });
    }

    private static Predicate<Variant> searched(Shop shop, Call call) {
        if (call.text("query").isBlank()) {
            return variant -> true;
        }
        Term term = Matches.parsed(call.text("query"), NOT_SEARCHED);
        return variant -> Matches.holds(term, match -> switch (match.name()) {
            case "" -> Matches.words(match, Objects.requireNonNullElse(variant.sku, ""));
            case "sku" -> Matches.same(match, variant.sku);
            case "id" -> Matches.id(match, variant.itemId);
            case "updated_at" -> Matches.time(shop.settings().zone(), match, variant.updatedAt);
            case "created_at" -> Matches.time(shop.settings().zone(), match, variant.createdAt);
            default -> true;
        });
    }
}
