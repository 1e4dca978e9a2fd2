package com.atom.shopify.inventory;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.lists.Connection;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What of an item's levels and variants did not fit beside the item.
@Singleton
final class RestOfItem {
    private static final Operation<MoreLevels> LEVELS = Operation.of(RestOfItem.class, "MoreLevels", MoreLevels.class)
            .withFragments("LevelFields");
    private static final Operation<MoreVariants> VARIANTS = Operation.of(RestOfItem.class, "MoreVariants",
            MoreVariants.class);
    /// Of an item that was deleted meanwhile.
    private static final Connection.PageInfo END = new Connection.PageInfo(false, null);

    private final AdminApi admin;

    RestOfItem(AdminApi admin) {
        this.admin = admin;
    }

    @Serdeable
    record MoreLevels(@Nullable LevelsOf inventoryItem) {}

    @Serdeable
    record LevelsOf(Connection<InventoryNode.Level> inventoryLevels) {}

    @Serdeable
    record MoreVariants(@Nullable VariantsOf inventoryItem) {}

    @Serdeable
    record VariantsOf(@Nullable Connection<InventoryNode.Variant> variants) {}

    /// All levels of the item.
    List<InventoryNode.Level> levels(InventoryNode item, StoreCall at) {
        return whole(item.inventoryLevels(), after -> {
            var more = admin.run(at, LEVELS.with(Map.of("id", item.id(), "after", after))).inventoryItem();
            return more == null ? null : more.inventoryLevels();
        });
    }

    /// All variants that share the item.
    List<InventoryNode.Variant> variants(InventoryNode item, StoreCall at) {
        return whole(item.variants(), after -> {
            var more = admin.run(at, VARIANTS.with(Map.of("id", item.id(), "after", after))).inventoryItem();
            return more == null ? null : more.variants();
        });
    }

    private static <N> List<N> whole(@Nullable Connection<N> first,
            Function<String, @Nullable Connection<N>> page) {
        return first == null ? List.of() : first.whole(after -> {
            var more = page.apply(after);
            return more == null ? new Connection<>(List.of(), END) : more;
        });
    }
}
