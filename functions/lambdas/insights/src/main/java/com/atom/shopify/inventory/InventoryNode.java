package com.atom.shopify.inventory;

import com.atom.shopify.lists.Connection;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An inventory item as the Admin API answers it, the fields of `InventoryFields.graphql`; without levels where it is itself
/// part of one.
@Serdeable
record InventoryNode(String id, @Nullable String sku, boolean tracked, boolean requiresShipping,
        @Nullable Amount unitCost, Instant createdAt, Instant updatedAt, @Nullable Connection<Variant> variants,
        @Nullable Connection<Level> inventoryLevels) {

    @Serdeable
    record Amount(String amount, String currencyCode) {}

    @Serdeable
    record Variant(String id, Named product) {}

    @Serdeable
    record Named(String id) {}

    /// The fields of `LevelFields.graphql`.
    @Serdeable
    record Level(Instant updatedAt, Location location, List<Quantity> quantities) {
        @Nullable
        Integer quantity(String name) {
            return quantities.stream().filter(quantity -> quantity.name().equals(name)).map(Quantity::quantity)
                    .findFirst().orElse(null);
        }
    }

    /// A level with what it is the level of.
    @Serdeable
    record LevelOf(Instant updatedAt, Location location, List<Quantity> quantities, InventoryNode item) {
        Level level() {
            return new Level(updatedAt, location, quantities);
        }
    }

    @Serdeable
    record Location(String id, String name) {}

    @Serdeable
    record Quantity(String name, int quantity) {}
}
