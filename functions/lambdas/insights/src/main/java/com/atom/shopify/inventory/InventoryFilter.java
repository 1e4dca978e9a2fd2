package com.atom.shopify.inventory;

import static com.atom.shopify.id.Gid.Kind.INVENTORY_ITEM;
import static com.atom.shopify.id.Gid.Kind.LOCATION;

import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.Problems;
import com.atom.shopify.id.Gid;
import com.atom.shopify.lists.Search;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The query of an inventory list; all filters must hold. `location_id` shows what is stocked there, with the levels of that
/// location only. `inventory_item_ids` are up to 50 ids with commas. Shopify knows no search for words here, and would ignore
/// one.
@Introspected
public record InventoryFilter(@Nullable String locationId, @Nullable @NotBlank @Size(max = 255) String sku,
        @Nullable @Size(max = 2_500) String inventoryItemIds) implements CrossChecked {
    private static final int MOST_ITEMS = 50;

    @Override
    public void check(Problems problems) {
        if (locationId != null) {
            problems.id(LOCATION, "location_id", locationId);
        }
        var ids = ids();
        if (ids.size() > MOST_ITEMS) {
            problems.add("inventory_item_ids", "size", "must be at most " + MOST_ITEMS + " ids");
        }
        for (var i = 0; i < ids.size(); i++) {
            problems.id(INVENTORY_ITEM, "inventory_item_ids[" + i + "]", ids.get(i));
        }
    }

    Optional<Gid> location() {
        return Optional.ofNullable(locationId).map(id -> Gid.parse(LOCATION, "location_id", id));
    }

    /// Whether items are named by anything but their location.
    boolean namesItems() {
        return sku != null || inventoryItemIds != null;
    }

    Search search() {
        return new Search().term("sku", sku).anyOf("id", ids().stream()
                .map(id -> Gid.parse(INVENTORY_ITEM, "inventory_item_ids", id).decimal()).toList());
    }

    private List<String> ids() {
        return inventoryItemIds == null
                ? List.of()
                : Stream.of(inventoryItemIds.split(",", -1)).map(String::strip).toList();
    }
}
