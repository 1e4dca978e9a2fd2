package com.atom.shopify.fake.shopify;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An inventory level as webhooks show it: it names neither variant nor SKU (shopify-platform 3.5).
final class StockPayload {
    private StockPayload() {}

    static Map<String, @Nullable Object> of(Shop shop, Stock.Level level) {
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("inventory_item_id", level.variant().itemId);
        payload.put("location_id", level.location().id());
        payload.put("available", level.quantity("available"));
        payload.put("updated_at", new Rest(shop).time(level.changedAt()));
        payload.put("admin_graphql_api_id", level.gid());
        return payload;
    }
}
