package com.atom.shopify.inventory;

import com.atom.shopify.id.Gid;
import com.atom.shopify.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An inventory item as our API shows it: what is stocked, of which variants, and how much of it where.
@Serdeable(naming = SnakeCaseStrategy.class)
public record InventoryItem(String id, String adminGraphqlApiId, @Nullable String sku, boolean tracked,
        boolean requiresShipping, @Nullable Money cost, Instant createdAt, Instant updatedAt, List<Variant> variants,
        List<Level> levels) {

    /// A variant that this is the stock of; nearly always there is one.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Variant(String id, String productId) {}

    /// The stock at one location; a quantity that Shopify does not name is null. `updated_at` is that of the level.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Level(String locationId, String locationName, @Nullable Integer available, @Nullable Integer onHand,
            @Nullable Integer committed, @Nullable Integer incoming, @Nullable Integer reserved,
            @Nullable Integer damaged, @Nullable Integer safetyStock, @Nullable Integer qualityControl,
            Instant updatedAt) {}

    static InventoryItem of(InventoryNode node, List<InventoryNode.Variant> variants,
            List<InventoryNode.Level> levels) {
        var cost = node.unitCost();
        return new InventoryItem(Gid.ofShopify(Gid.Kind.INVENTORY_ITEM, node.id()).decimal(), node.id(), node.sku(),
                node.tracked(), node.requiresShipping(),
                cost == null ? null : Money.of(cost.amount(), cost.currencyCode()), node.createdAt(),
                node.updatedAt(), variants.stream().map(InventoryItem::variant).toList(),
                levels.stream().map(InventoryItem::level).toList());
    }

    private static Variant variant(InventoryNode.Variant node) {
        return new Variant(Gid.ofShopify(Gid.Kind.PRODUCT_VARIANT, node.id()).decimal(),
                Gid.ofShopify(Gid.Kind.PRODUCT, node.product().id()).decimal());
    }

    private static Level level(InventoryNode.Level node) {
        return new Level(Gid.ofShopify(Gid.Kind.LOCATION, node.location().id()).decimal(), node.location().name(),
                node.quantity("available"), node.quantity("on_hand"), node.quantity("committed"),
                node.quantity("incoming"), node.quantity("reserved"), node.quantity("damaged"),
                node.quantity("safety_stock"), node.quantity("quality_control"), node.updatedAt());
    }
}
