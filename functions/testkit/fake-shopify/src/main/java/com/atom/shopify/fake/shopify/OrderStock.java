package com.atom.shopify.fake.shopify;

import java.util.Optional;

/// What orders do to stock, and the place that they are sent from.
final class OrderStock {
    private OrderStock() {}

    /// Adds units to a line's variant, or takes them if negative. Nothing happens to custom items, deleted variants, and
    /// variants whose stock is not tracked.
    static void change(Shop shop, OrderLine line, int by) {
        variant(shop, line).filter(variant -> variant.tracked && by != 0).ifPresent(variant -> {
            variant.quantity += by;
            variant.updatedAt = shop.now();
            shop.changes().stocked(variant, location(shop));
        });
    }

    /// Whether there is enough, or it may be sold without.
    static boolean claimable(Shop shop, OrderLine line) {
        return variant(shop, line).map(variant -> !variant.tracked || variant.inventoryPolicy.equals("CONTINUE")
                || variant.quantity >= line.quantity()).orElse(true);
    }

    /// The variant that a line sold, unless it has been deleted since.
    static Optional<Variant> variant(Shop shop, OrderLine line) {
        return Optional.ofNullable(line.goods().variantId()).flatMap(id -> shop.catalog().variant(id));
    }

    static String locationGid(Shop shop) {
        return shop.stock().first().gid();
    }

    /// The only location that orders are sent from.
    static Stock.Location location(Shop shop) {
        return shop.stock().first();
    }
}
