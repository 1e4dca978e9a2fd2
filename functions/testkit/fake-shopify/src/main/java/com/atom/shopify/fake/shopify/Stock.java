package com.atom.shopify.fake.shopify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The locations of one shop and what lies there. A variant's own quantity is what is available at all locations; what no other
/// location has lies at the first one, where orders take from. Guarded by the shop's lock.
final class Stock {
    /// The parts of `on_hand` beside `available`, and what is on its way; all are zero until somebody sets them.
    static final List<String> STATES = List.of("committed", "incoming", "reserved", "damaged", "safety_stock",
            "quality_control");
    private static final Set<String> NOT_ON_HAND = Set.of("incoming");

    private final Changes changes;
    private final List<Location> locations;
    private final Set<Long> seeded = new HashSet<>();
    private final Map<Long, Map<Long, Shelf>> shelves = new HashMap<>();

    /// A place that holds stock.
    record Location(long id, String name, boolean active, Instant createdAt) {
        static final String TYPE = "Location";

        String gid() {
            return Gid.of(TYPE, id);
        }
    }

    /// What one location holds of one item. At the first location `available` follows from the variant.
    private static final class Shelf {
        private final Map<String, Integer> states = new LinkedHashMap<>();
        private int available;
        private Instant changedAt;

        private Shelf(Instant changedAt) {
            this.changedAt = changedAt;
        }
    }

    /// One item at one location, as it is now.
    record Level(Variant variant, Location location, Map<String, Integer> quantities, Instant changedAt) {
        static final String TYPE = "InventoryLevel";

        Level {
            quantities = Map.copyOf(quantities);
        }

        /// The number is the location's; the item stands behind it, as at Shopify.
        String gid() {
            return Gid.of(TYPE, location.id()) + "?inventory_item_id=" + variant.itemId;
        }

        int quantity(String name) {
            return quantities.getOrDefault(name, 0);
        }
    }

    Stock(Shop shop) {
        this.changes = shop.changes();
        long first = shop.settings().id() + 3;
        this.locations = List.of(new Location(first, "Shop location", true, shop.opened()),
                new Location(first + 1, "Warehouse", true, shop.opened().plus(Duration.ofDays(30))),
                new Location(first + 2, "Closed branch", false, shop.opened().plus(Duration.ofDays(60))));
        shop.catalog().all().forEach(product -> product.variants.forEach(variant -> seeded.add(variant.itemId)));
    }

    List<Location> locations() {
        return locations;
    }

    Optional<Location> location(long id) {
        return locations.stream().filter(location -> location.id() == id).findFirst();
    }

    Location first() {
        return locations.getFirst();
    }

    /// Where the item is stocked: at both active locations, unless that was changed. Of what a shop had from the start a third
    /// lies at the second one.
    List<Level> levels(Variant variant) {
        var levels = new ArrayList<Level>();
        Map<Long, Shelf> known = shelves(variant);
        for (Location location : locations) {
            Shelf shelf = known.get(location.id());
            if (shelf != null) {
                levels.add(level(variant, location, shelf));
            }
        }
        return List.copyOf(levels);
    }

    Optional<Level> level(Variant variant, long location) {
        return levels(variant).stream().filter(level -> level.location().id() == location).findFirst();
    }

    /// Begins to stock the item at a location.
    void stock(Variant variant, Location location, int available, Instant now) {
        Shelf shelf = new Shelf(now);
        shelves(variant).put(location.id(), shelf);
        shelf.available = location.equals(first()) ? 0 : available;
        variant.quantity += available;
        variant.updatedAt = now;
        changes.stocked(variant, location);
    }

    /// Ends it. What was available there is gone.
    void unstock(Level level, Instant now) {
        shelves(level.variant()).remove(level.location().id());
        level.variant().quantity -= level.quantity("available");
        level.variant().updatedAt = now;
    }

    /// Adds to a quantity of a level, or takes from it.
    void change(Level level, String name, int by, Instant now) {
        Shelf shelf = shelves(level.variant()).get(level.location().id());
        if (shelf == null) {
            throw new IllegalStateException("the level is gone");
        }
        if (name.equals("available")) {
            level.variant().quantity += by;
            shelf.available += level.location().equals(first()) ? 0 : by;
        } else {
            shelf.states.merge(name, by, Integer::sum);
        }
        shelf.changedAt = now;
        level.variant().updatedAt = now;
        changes.stocked(level.variant(), level.location());
    }

    private Level level(Variant variant, Location location, Shelf shelf) {
        int available = location.equals(first()) ? variant.quantity - elsewhere(variant) : shelf.available;
        var quantities = new LinkedHashMap<String, Integer>();
        quantities.put("available", available);
        int onHand = available;
        for (String state : STATES) {
            int quantity = shelf.states.getOrDefault(state, 0);
            quantities.put(state, quantity);
            onHand += NOT_ON_HAND.contains(state) ? 0 : quantity;
        }
        quantities.put("on_hand", onHand);
        return new Level(variant, location, quantities,
                shelf.changedAt.isAfter(variant.updatedAt) ? shelf.changedAt : variant.updatedAt);
    }

    private int elsewhere(Variant variant) {
        return shelves(variant).entrySet().stream().filter(entry -> entry.getKey() != first().id())
                .mapToInt(entry -> entry.getValue().available).sum();
    }

    private Map<Long, Shelf> shelves(Variant variant) {
        @Nullable
        Map<Long, Shelf> known = shelves.get(variant.itemId);
        if (known == null) {
            Shelf second = new Shelf(variant.createdAt);
            second.available = seeded.contains(variant.itemId) ? Math.max(0, variant.quantity / 3) : 0;
            known = new HashMap<>(Map.of(first().id(), new Shelf(variant.createdAt), locations.get(1).id(), second));
            shelves.put(variant.itemId, known);
        }
        return known;
    }
}
