package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Stock.Level;
import com.atom.shopify.fake.shopify.Stock.Location;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Changes of stock. Each mutation takes effect as a whole or not at all.
final class StockMutations {
    private static final String MUTATION = "Mutation";
    private static final int HIGHEST = 1_000_000_000;
    private static final Set<String> REASONS = Set.of("correction", "cycle_count_available", "damaged",
            "movement_canceled",
            "movement_created", "movement_received", "movement_updated", "other", "promotion", "quality_control",
            "received", "reservation_created", "reservation_deleted", "reservation_updated", "restock", "safety_stock",
            "shrinkage");

    private StockMutations() {}

    static void wire(Wiring wiring) {
        wiring.plain("InventoryAdjustQuantitiesPayload", "inventoryAdjustmentGroup", "userErrors");
        wiring.plain("InventoryAdjustQuantitiesUserError", "field", "message", "code");
        wiring.plain("InventorySetQuantitiesPayload", "inventoryAdjustmentGroup", "userErrors");
        wiring.plain("InventorySetQuantitiesUserError", "field", "message", "code");
        wiring.plain("InventoryActivatePayload", "inventoryLevel", "userErrors");
        wiring.plain("InventoryDeactivatePayload", "userErrors");
        wiring.plain("InventoryAdjustmentGroup", "id", "createdAt", "reason", "referenceDocumentUri", "changes", "app",
                "staffMember");
        wiring.plain("InventoryChange", "name", "delta", "quantityAfterChange", "item", "location",
                "ledgerDocumentUri");
        wiring.root(MUTATION, "inventoryAdjustQuantities", (shop, call) -> changed(shop, call, "changes", "delta"));
        wiring.root(MUTATION, "inventorySetQuantities", (shop, call) -> changed(shop, call, "quantities", "quantity"));
        wiring.root(MUTATION, "inventoryActivate", StockMutations::activate);
        wiring.root(MUTATION, "inventoryDeactivate", StockMutations::deactivate);
    }

    /// One change that may be made.
    private record Change(Level level, String name, int delta, int place) {}

    private static Map<String, @Nullable Object> changed(Shop shop, Call call, String list, String number) {
        Input input = call.input("input").only("name", "reason", "referenceDocumentUri", list, "ignoreCompareQuantity");
        var problems = new ArrayList<Problem>();
        boolean adjusts = number.equals("delta");
        String name = input.text("name").orElse("");
        if (!(name.equals("available") || name.equals("on_hand"))) {
            problems.add(Problem.coded(adjusts ? "INVALID_QUANTITY_NAME" : "INVALID_NAME",
                    "The quantity name must be either 'available' or 'on_hand'.", "input", "name"));
        }
        if (!REASONS.contains(input.text("reason").orElse(""))) {
            problems.add(Problem.coded("INVALID_REASON", "The specified reason is invalid.", "input", "reason"));
        }
        List<Input> entries = input.objects(list);
        if (entries.size() > Page.LARGEST) {
            throw Refusal.coded("MAX_INPUT_SIZE_EXCEEDED", "The input array size of " + entries.size()
                    + " is greater than the maximum allowed of " + Page.LARGEST + ".");
        }
        var changes = new ArrayList<Change>();
        var seen = new HashSet<String>();
        for (int at = 0; at < entries.size(); at++) {
            int place = at;
            change(shop, entries.get(at).only("inventoryItemId", "locationId", number, "changeFromQuantity",
                    "ledgerDocumentUri"), name, number, at, seen,
                    problem -> problems.add(problem.below("input", list, place)))
                    .ifPresent(changes::add);
        }
        if (!problems.isEmpty()) {
            return ProductMutations.refused(shop, problems);
        }
        var payload = ProductMutations.refused(shop, List.of());
        payload.put("inventoryAdjustmentGroup", made(shop, input, changes));
        return payload;
    }

    private interface Problems {
        void add(Problem problem);
    }

    private static Optional<Change> change(Shop shop, Input entry, String name, String number, int place,
            Set<String> seen, Problems problems) {
        Optional<Variant> variant = StockFields.item(shop, entry.text("inventoryItemId").orElse(""));
        if (variant.isEmpty()) {
            problems.add(Problem.coded("INVALID_INVENTORY_ITEM", "The specified inventory item could not be found.",
                    "inventoryItemId"));
            return Optional.empty();
        }
        Optional<Location> location = Gid.parse(entry.text("locationId").orElse(""), Location.TYPE)
                .filter(id -> id.type().equals(Location.TYPE)).flatMap(id -> shop.stock().location(id.number()));
        if (location.isEmpty()) {
            problems.add(Problem.coded("INVALID_LOCATION", "The specified location could not be found.", "locationId"));
            return Optional.empty();
        }
        Optional<Level> level = shop.stock().level(variant.get(), location.get().id());
        if (level.isEmpty()) {
            problems.add(Problem.coded("INVALID_LOCATION",
                    "The specified inventory item is not stocked at the location.", "locationId"));
            return Optional.empty();
        }
        if (!seen.add(level.get().gid())) {
            problems.add(Problem.coded(
                    number.equals("delta")
                            ? "ADJUST_QUANTITIES_FAILED"
                            : "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR",
                    "The combination of inventoryItemId and locationId must be unique.", "inventoryItemId"));
            return Optional.empty();
        }
        return expected(entry, level.get(), name, problems)
                ? Optional.of(new Change(level.get(), name, delta(entry, level.get(), name, number, problems), place))
                : Optional.empty();
    }

    /// `changeFromQuantity` may be null but must be there (shopify-platform 5.4).
    private static boolean expected(Input entry, Level level, String name, Problems problems) {
        if (!entry.given("changeFromQuantity")) {
            throw Refusal.coded("INVALID_FIELD_ARGUMENTS",
                    "The changeFromQuantity argument is required: give the expected quantity, or null to skip the check.");
        }
        if (entry.number("changeFromQuantity").filter(
                expected -> expected.compareTo(BigDecimal.valueOf(level.quantity(name))) != 0).isEmpty()) {
            return true;
        }
        problems.add(Problem.coded("CHANGE_FROM_QUANTITY_STALE",
                "The changeFromQuantity value does not match persisted value.", "changeFromQuantity"));
        return false;
    }

    private static int delta(Input entry, Level level, String name, String number, Problems problems) {
        long wanted = entry.number(number).orElse(BigDecimal.ZERO).longValueExact();
        long after = number.equals("delta") ? level.quantity(name) + wanted : wanted;
        if (after > HIGHEST) {
            problems.add(Problem.coded("INVALID_QUANTITY_TOO_HIGH",
                    "The quantity can't be higher than 1,000,000,000.", number));
        }
        if (after < -HIGHEST) {
            problems.add(Problem.coded("INVALID_QUANTITY_TOO_LOW",
                    "The quantity can't be lower than -1,000,000,000.", number));
        }
        return (int) (after - level.quantity(name));
    }

    private static @Nullable Map<String, @Nullable Object> made(Shop shop, Input input, List<Change> changes) {
        var made = new ArrayList<Map<String, @Nullable Object>>();
        for (Change change : changes) {
            if (change.delta() != 0) {
                made.add(made(shop, change, "available"));
                made.add(made(shop, change, "on_hand"));
            }
        }
        if (made.isEmpty()) {
            return null;
        }
        var group = new LinkedHashMap<String, @Nullable Object>();
        group.put("id", Gid.of("InventoryAdjustmentGroup", shop.catalog().newId()));
        group.put("createdAt", ShopFields.time(shop.now()));
        group.put("reason", input.text("reason").orElse(""));
        group.put("referenceDocumentUri", input.text("referenceDocumentUri").orElse(null));
        group.put("changes", made);
        return group;
    }

    /// What is available and what is on hand change together.
    private static Map<String, @Nullable Object> made(Shop shop, Change change, String name) {
        Level before = change.level();
        if (name.equals("available")) {
            shop.stock().change(before, name, change.delta(), shop.now());
        }
        var entry = new LinkedHashMap<String, @Nullable Object>();
        entry.put("name", name);
        entry.put("delta", change.delta());
        entry.put("quantityAfterChange", before.quantity(name) + change.delta());
        entry.put("item", new Variant.Item(before.variant()));
        entry.put("location", before.location());
        return entry;
    }

    private static Map<String, @Nullable Object> activate(Shop shop, Call call) {
        call.refuse("onHand");
        Optional<Variant> variant = StockFields.item(shop, call.text("inventoryItemId"));
        if (variant.isEmpty()) {
            return ProductMutations.refused(shop, List.of(
                    Problem.at("The product couldn't be stocked because it wasn't found.", "inventoryItemId")));
        }
        Optional<Location> location = shop.stock()
                .location(ProductQueries.id(call.text("locationId"), Location.TYPE)).filter(Location::active);
        if (location.isEmpty()) {
            return ProductMutations.refused(shop, List.of(Problem
                    .at("The product couldn't be stocked because the location wasn't found.", "locationId")));
        }
        if (shop.stock().level(variant.get(), location.get().id()).isEmpty()) {
            Integer available = call.environment().getArgument("available");
            shop.stock().stock(variant.get(), location.get(), available == null ? 0 : available, shop.now());
        } else if (call.has("available")) {
            return ProductMutations.refused(shop, List.of(Problem.at(
                    "Not allowed to set available quantity when the item is already active at the location.",
                    "available")));
        }
        return ProductMutations.done(shop, "inventoryLevel",
                shop.stock().level(variant.get(), location.get().id()).orElseThrow());
    }

    private static Map<String, @Nullable Object> deactivate(Shop shop, Call call) {
        Optional<Level> level = StockFields.level(shop, call.text("inventoryLevelId"));
        if (level.isEmpty()) {
            return ProductMutations.refused(shop,
                    List.of(Problem.at("The inventory level couldn't be found.", "inventoryLevelId")));
        }
        if (shop.stock().levels(level.get().variant()).size() == 1) {
            return ProductMutations.refused(shop, List.of(Problem.at(
                    "The product couldn't be unstocked because it must be stocked at one location.",
                    "inventoryLevelId")));
        }
        shop.stock().unstock(level.get(), shop.now());
        return ProductMutations.refused(shop, List.of());
    }
}
