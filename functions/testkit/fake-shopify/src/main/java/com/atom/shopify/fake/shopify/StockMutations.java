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
    // Shopify's own limits, which differ between the two.
    private static final int HIGHEST_SET = 1_000_000_000;
    private static final int HIGHEST_ADJUSTED = 2_000_000_000;
    private static final List<String> ADJUSTABLE = List.of("available", "damaged", "incoming", "quality_control",
            "reserved", "safety_stock");
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
        wiring.root(MUTATION, "inventoryAdjustQuantities", StockMutations::adjusted);
        wiring.root(MUTATION, "inventorySetQuantities", StockMutations::set);
        wiring.root(MUTATION, "inventoryActivate", StockMutations::activate);
        wiring.root(MUTATION, "inventoryDeactivate", StockMutations::deactivate);
        StockMoves.wire(wiring);
        ItemMutations.wire(wiring);
    }

    /// One change of one state that may be made.
    record Change(Level level, String name, int delta, Optional<String> ledger) {
        /// Makes it, and tells so.
        Map<String, @Nullable Object> made(Shop shop) {
            shop.stock().change(level, name, delta, shop.now());
            return told(name);
        }

        /// The same change as it is seen in another quantity.
        Map<String, @Nullable Object> told(String quantity) {
            var entry = new LinkedHashMap<String, @Nullable Object>();
            entry.put("name", quantity);
            entry.put("delta", delta);
            entry.put("quantityAfterChange", level.quantity(quantity) + delta);
            entry.put("item", new Variant.Item(level.variant()));
            entry.put("location", level.location());
            entry.put("ledgerDocumentUri", ledger.orElse(null));
            return entry;
        }
    }

    @FunctionalInterface
    interface Problems {
        void add(Problem problem);
    }

    private static Map<String, @Nullable Object> adjusted(Shop shop, Call call) {
        Input input = call.input("input").only("name", "reason", "referenceDocumentUri", "changes");
        return changed(shop, input, "changes", new Kind("delta", HIGHEST_ADJUSTED, "ADJUST_QUANTITIES_FAILED"),
                state(input).filter(problem -> problem.field().contains("name")));
    }

    private static Map<String, @Nullable Object> set(Shop shop, Call call) {
        Input input = call.input("input").only("name", "reason", "referenceDocumentUri", "quantities");
        boolean known = Set.of("available", "on_hand").contains(input.text("name").orElse(""));
        return changed(shop, input, "quantities",
                new Kind("quantity", HIGHEST_SET, "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR"),
                known
                        ? Optional.empty()
                        : Optional.of(Problem.coded("INVALID_NAME",
                                "The quantity name must be either 'available' or 'on_hand'.", "name")));
    }

    /// What differs between adjusting and setting.
    private record Kind(String number, int highest, String duplicate) {
        boolean adjusts() {
            return number.equals("delta");
        }
    }

    private static Map<String, @Nullable Object> changed(Shop shop, Input input, String list, Kind kind,
            Optional<Problem> named) {
        var problems = new ArrayList<Problem>();
        named.ifPresent(problem -> problems.add(problem.below("input")));
        reason(input).ifPresent(problems::add);
        var changes = new ArrayList<Change>();
        var seen = new HashSet<String>();
        List<Input> entries = entries(input, list);
        for (int at = 0; at < entries.size(); at++) {
            int place = at;
            change(shop, entries.get(at).only("inventoryItemId", "locationId", kind.number(), "changeFromQuantity",
                    "ledgerDocumentUri"), input.text("name").orElse(""), kind, seen,
                    problem -> problems.add(problem.below("input", list, place)))
                    .filter(change -> change.delta() != 0).ifPresent(changes::add);
        }
        if (!problems.isEmpty()) {
            return ProductMutations.refused(shop, problems);
        }
        var made = new ArrayList<Map<String, @Nullable Object>>();
        for (Change change : changes) {
            made.add(change.made(shop));
            if (!change.name().equals("incoming")) {
                made.add(change.told("on_hand"));
            }
        }
        return grouped(shop, input, made);
    }

    /// The payload of changes that were made.
    static Map<String, @Nullable Object> grouped(Shop shop, Input input, List<Map<String, @Nullable Object>> made) {
        var payload = ProductMutations.refused(shop, List.of());
        if (!made.isEmpty()) {
            var group = new LinkedHashMap<String, @Nullable Object>();
            group.put("id", Gid.of("InventoryAdjustmentGroup", shop.catalog().newId()));
            group.put("createdAt", ShopFields.time(shop.now()));
            group.put("reason", input.text("reason").orElse(""));
            group.put("referenceDocumentUri", input.text("referenceDocumentUri").orElse(null));
            group.put("changes", made);
            payload.put("inventoryAdjustmentGroup", group);
        }
        return payload;
    }

    static Optional<Problem> reason(Input input) {
        return REASONS.contains(input.text("reason").orElse(""))
                ? Optional.empty()
                : Optional.of(
                        Problem.coded("INVALID_REASON", "The specified reason is invalid.", "input", "reason"));
    }

    static List<Input> entries(Input input, String list) {
        List<Input> entries = input.objects(list);
        if (entries.size() > Page.LARGEST) {
            throw Refusal.coded("MAX_INPUT_SIZE_EXCEEDED", "The input array size of " + entries.size()
                    + " is greater than the maximum allowed of " + Page.LARGEST + ".");
        }
        return entries;
    }

    /// A state that apps may change, with the document that every state but `available` needs.
    static Optional<Problem> state(Input input) {
        String name = input.text("name").orElse("");
        if (!ADJUSTABLE.contains(name)) {
            return Optional.of(Problem.coded("INVALID_QUANTITY_NAME", "The specified quantity name is invalid. "
                    + "Valid values are: " + String.join(", ", ADJUSTABLE) + ".", "name"));
        }
        return ledger(name, input);
    }

    private static Optional<Problem> ledger(String name, Input input) {
        boolean given = input.text("ledgerDocumentUri").isPresent();
        if (name.equals("available")) {
            return given
                    ? Optional.of(Problem.coded("INVALID_AVAILABLE_DOCUMENT",
                            "A ledger document URI is not allowed when adjusting available.", "ledgerDocumentUri"))
                    : Optional.empty();
        }
        return given
                ? Optional.empty()
                : Optional.of(Problem.coded("INVALID_QUANTITY_DOCUMENT",
                        "A ledger document URI is required except when adjusting available.", "ledgerDocumentUri"));
    }

    /// Where an item is stocked, with Shopify's objections if it is not.
    static Optional<Level> level(Shop shop, String item, String place, Problems problems) {
        Optional<Variant> variant = StockFields.item(shop, item);
        if (variant.isEmpty()) {
            problems.add(Problem.coded("INVALID_INVENTORY_ITEM", "The specified inventory item could not be found.",
                    "inventoryItemId"));
            return Optional.empty();
        }
        Optional<Location> location = Gid.parse(place, Location.TYPE)
                .filter(id -> id.type().equals(Location.TYPE)).flatMap(id -> shop.stock().location(id.number()));
        if (location.isEmpty()) {
            problems.add(Problem.coded("INVALID_LOCATION", "The specified location could not be found.", "locationId"));
            return Optional.empty();
        }
        Optional<Level> level = shop.stock().level(variant.get(), location.get().id());
        if (level.isEmpty()) {
            problems.add(Problem.coded("INVALID_LOCATION",
                    "The specified inventory item is not stocked at the location.", "locationId"));
        }
        return level;
    }

    private static Optional<Change> change(Shop shop, Input entry, String name, Kind kind, Set<String> seen,
            Problems problems) {
        Optional<Level> level = level(shop, entry.text("inventoryItemId").orElse(""),
                entry.text("locationId").orElse(""), problems);
        if (level.isEmpty()) {
            return Optional.empty();
        }
        if (!seen.add(level.get().gid())) {
            problems.add(Problem.coded(kind.duplicate(),
                    "The combination of inventoryItemId and locationId must be unique.", "inventoryItemId"));
            return Optional.empty();
        }
        if (kind.adjusts() && ADJUSTABLE.contains(name)) {
            ledger(name, entry).ifPresent(problems::add);
        }
        // What is set on hand is made of what is available: the other parts stay.
        return expected(entry, level.get(), name, problems)
                ? Optional.of(new Change(level.get(), name.equals("on_hand") ? "available" : name,
                        delta(entry, level.get(), name, kind, problems), entry.text("ledgerDocumentUri")))
                : Optional.empty();
    }

    /// `changeFromQuantity` may be null but must be there (shopify-platform 5.4).
    static boolean expected(Input entry, Level level, String name, Problems problems) {
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

    private static int delta(Input entry, Level level, String name, Kind kind, Problems problems) {
        long wanted = entry.number(kind.number()).orElse(BigDecimal.ZERO).longValueExact();
        long after = kind.adjusts() ? level.quantity(name) + wanted : wanted;
        if (Math.abs(after) <= kind.highest()) {
            return (int) (after - level.quantity(name));
        }
        if (after > 0) {
            problems.add(Problem.coded("INVALID_QUANTITY_TOO_HIGH",
                    "The quantity can't be higher than %,d.".formatted(kind.highest()), kind.number()));
        }
        if (after < 0) {
            problems.add(Problem.coded("INVALID_QUANTITY_TOO_LOW",
                    "The quantity can't be lower than %,d.".formatted(-kind.highest()), kind.number()));
        }
        return 0;
    }

    private static Map<String, @Nullable Object> activate(Shop shop, Call call) {
        if (call.has("onHand") && call.has("available")) {
            return ProductMutations.refused(shop, List.of(Problem.at(
                    "Not allowed to set available and on hand quantities at the same time.", "onHand")));
        }
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
            // Nothing else lies there yet, so what is on hand is what is available.
            Integer available = call.environment().getArgument(call.has("onHand") ? "onHand" : "available");
            shop.stock().stock(variant.get(), location.get(), available == null ? 0 : available, shop.now());
        } else if (call.has("available") || call.has("onHand")) {
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
