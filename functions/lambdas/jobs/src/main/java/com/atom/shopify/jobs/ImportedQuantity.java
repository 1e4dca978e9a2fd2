package com.atom.shopify.jobs;

import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.Problems;
import com.atom.shopify.id.Gid;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A line of an inventory import: what is available of an item at a location from now on, if what was available is what the line
/// says, or whatever it was.
@Introspected
record ImportedQuantity(String inventoryItemId, String locationId,
        @Min(-1_000_000_000) @Max(1_000_000_000) Integer quantity, @Nullable Integer changeFromQuantity)
        implements
            CrossChecked {

    @Override
    public void check(Problems problems) {
        var _ = problems.id(Gid.Kind.INVENTORY_ITEM, "inventory_item_id", inventoryItemId);
        var _ = problems.id(Gid.Kind.LOCATION, "location_id", locationId);
    }

    /// The variables of the mutation for this line.
    ///
    /// @param key by which Shopify recognizes the line
    Map<String, @Nullable Object> variables(String key) {
        var change = new HashMap<String, @Nullable Object>();
        change.put("inventoryItemId",
                Gid.parse(Gid.Kind.INVENTORY_ITEM, "inventory_item_id", inventoryItemId).toString());
        change.put("locationId", Gid.parse(Gid.Kind.LOCATION, "location_id", locationId).toString());
        change.put("quantity", quantity);
        // Shopify wants to be told that it is not to compare (shopify-platform 5.4).
        change.put("changeFromQuantity", changeFromQuantity);
        return Map.of("input", Map.of("name", "available", "reason", "correction", "quantities", List.of(change)),
                "key", key);
    }
}
