package com.atom.shopify.insights;

import com.atom.shopify.analytics.AnalyticsJson;
import com.atom.shopify.analytics.AnalyticsQuery;
import com.atom.shopify.analytics.ReadAnalytics;
import com.atom.shopify.edge.Endpoints;
import com.atom.shopify.edge.Handler;
import com.atom.shopify.inventory.AdjustInventory;
import com.atom.shopify.inventory.InventoryAdjustment;
import com.atom.shopify.inventory.InventoryFilter;
import com.atom.shopify.inventory.InventoryItem;
import com.atom.shopify.inventory.ListInventory;
import com.atom.shopify.inventory.NewAdjustment;
import com.atom.shopify.routes.InsightsRoute;
import jakarta.inject.Singleton;
import java.util.List;

/// Which use case answers which route of the insights function.
@Singleton
final class InsightsEndpoints implements Endpoints<InsightsRoute> {
    private final ReadAnalytics readAnalytics;
    private final ListInventory listInventory;
    private final AdjustInventory adjustInventory;

    InsightsEndpoints(ReadAnalytics readAnalytics, ListInventory listInventory, AdjustInventory adjustInventory) {
        this.readAnalytics = readAnalytics;
        this.listInventory = listInventory;
        this.adjustInventory = adjustInventory;
    }

    @Override
    public List<InsightsRoute> routes() {
        return List.of(InsightsRoute.values());
    }

    @Override
    public Handler handler(InsightsRoute route) {
        return switch (route) {
            case READ_ANALYTICS -> Handler.view(AnalyticsQuery.class, AnalyticsJson.class, readAnalytics::of);
            case LIST_INVENTORY -> Handler.list(InventoryFilter.class, InventoryItem.class, listInventory::in);
            case ADJUST_INVENTORY -> Handler.submit(NewAdjustment.class, InventoryAdjustment.class, List.of(200),
                    adjustInventory::of);
        };
    }
}
