package com.atom.shopify.inventory;

import com.atom.shopify.id.Gid;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Quantities that changed together. `id` is Shopify's group in the item's history; there is none, and no change, when every
/// quantity was already as it was to be. A change of `available` is one of `on_hand` too.
@Serdeable(naming = SnakeCaseStrategy.class)
public record InventoryAdjustment(@Nullable String id, @Nullable String adminGraphqlApiId,
        @Nullable Instant createdAt, String reason, @Nullable String referenceDocumentUri, List<Changed> changes) {

    /// One quantity that changed; Shopify does not always tell what it is now.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Changed(@Nullable String inventoryItemId, @Nullable String locationId, String name, int delta,
            @Nullable Integer quantityAfterChange) {}

    /// The same as the Admin API answers it.
    @Serdeable
    record Group(String id, Instant createdAt, String reason, @Nullable String referenceDocumentUri,
            List<Node> changes) {}

    @Serdeable
    record Node(String name, int delta, @Nullable Integer quantityAfterChange, InventoryNode.@Nullable Named item,
            InventoryNode.@Nullable Named location) {}

    /// What asked for these changes and found nothing to change.
    static InventoryAdjustment ofNothing(String reason, @Nullable String referenceDocumentUri) {
        return new InventoryAdjustment(null, null, null, reason, referenceDocumentUri, List.of());
    }

    static InventoryAdjustment of(Group group) {
        return new InventoryAdjustment(group.id().substring(group.id().lastIndexOf('/') + 1), group.id(),
                group.createdAt(), group.reason(), group.referenceDocumentUri(),
                group.changes().stream().map(InventoryAdjustment::changed).toList());
    }

    private static Changed changed(Node node) {
        return new Changed(decimal(Gid.Kind.INVENTORY_ITEM, node.item()), decimal(Gid.Kind.LOCATION, node.location()),
                node.name(), node.delta(), node.quantityAfterChange());
    }

    private static @Nullable String decimal(Gid.Kind kind, InventoryNode.@Nullable Named node) {
        return node == null ? null : Gid.ofShopify(kind, node.id()).decimal();
    }
}
