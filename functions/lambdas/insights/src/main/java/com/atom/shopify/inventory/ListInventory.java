package com.atom.shopify.inventory;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.Gid;
import com.atom.shopify.lists.Connection;
import com.atom.shopify.lists.Order;
import com.atom.shopify.lists.Page;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.lists.Search;
import com.atom.shopify.lists.ShopifyList;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lists what a store has in stock, page by page, each item with all its levels. Where only a location is named the list is
/// that location's own; with other filters its items are picked from those found, so that a page may hold fewer than wanted.
@Singleton
public final class ListInventory {
    private static final Operation<Items> ITEMS = operation("ListItems", Items.class);
    private static final Operation<Levels> LEVELS = operation("ListLevels", Levels.class);
    private static final Operation<Locations> LOCATIONS = Operation.of(ListInventory.class, "CountLocations",
            Locations.class);

    /// What one call may ask for, with room for what we do not know of Shopify's formula.
    private static final int POINTS = 900;
    private static final int POINTS_PER_ITEM = 12;
    private static final int POINTS_PER_LEVEL = 4;
    /// More locations than that are read by further calls.
    private static final int MOST_LEVELS = 100;

    private final AdminApi admin;
    private final RestOfItem rest;

    ListInventory(AdminApi admin, RestOfItem rest) {
        this.admin = admin;
        this.rest = rest;
    }

    @Serdeable
    record Items(Connection<InventoryNode> inventoryItems) {}

    @Serdeable
    record Levels(@Nullable Stock location) {
        Connection<InventoryNode.LevelOf> levels() {
            if (location == null) {
                throw new FailureException(
                        new Failure.NotFound("locations.not-found", "The store has no such location."));
            }
            return location.inventoryLevels();
        }
    }

    @Serdeable
    record Stock(Connection<InventoryNode.LevelOf> inventoryLevels) {}

    @Serdeable
    record Locations(@Nullable Count locationsCount) {}

    @Serdeable
    record Count(int count) {}

    private static <R> Operation<R> operation(String name, Class<R> answer) {
        return Operation.of(ListInventory.class, name, answer).withFragments("InventoryFields", "LevelFields");
    }

    public Page<InventoryItem> in(InventoryFilter filter, PageRequest page, StoreCall at) {
        return filter.location().filter(_ -> !filter.namesItems()).map(location -> stockOf(location, page, at))
                .orElseGet(() -> items(filter, page, at));
    }

    private Page<InventoryItem> stockOf(Gid location, PageRequest page, StoreCall at) {
        var list = new ShopifyList<>(LEVELS, Levels::levels, POINTS / (POINTS_PER_ITEM + POINTS_PER_LEVEL),
                Map.of("location", location.toString()));
        return list.page(admin, at, new Search(), Order.ofShopify(), page)
                .map(found -> InventoryItem.of(found.item(), rest.variants(found.item(), at), List.of(found.level())));
    }

    private Page<InventoryItem> items(InventoryFilter filter, PageRequest page, StoreCall at) {
        var levels = Math.clamp(locations(at), 1, MOST_LEVELS);
        var list = new ShopifyList<>(ITEMS, Items::inventoryItems,
                POINTS / (POINTS_PER_ITEM + POINTS_PER_LEVEL * levels), Map.of("levels", levels));
        var found = list.page(admin, at, filter.search(), Order.ofIds(InventoryNode::id), page);
        var only = filter.location().map(Gid::toString);
        return new Page<>(found.items().stream().map(node -> item(node, only, at))
                .filter(item -> only.isEmpty() || !item.levels().isEmpty()).toList(), found.next());
    }

    private InventoryItem item(InventoryNode node, Optional<String> only, StoreCall at) {
        var levels = rest.levels(node, at).stream()
                .filter(level -> only.isEmpty() || only.get().equals(level.location().id())).toList();
        return InventoryItem.of(node, rest.variants(node, at), levels);
    }

    private int locations(StoreCall at) {
        var count = admin.run(at, LOCATIONS.with(Map.of())).locationsCount();
        return count == null ? 1 : count.count();
    }
}
