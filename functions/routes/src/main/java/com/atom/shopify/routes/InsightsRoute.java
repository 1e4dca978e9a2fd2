package com.atom.shopify.routes;

import static com.atom.shopify.routes.Route.HttpMethod.GET;
import static com.atom.shopify.routes.Route.HttpMethod.POST;

/// What a store sold and what it has in stock. Reading works on one store of the caller or on all, changing on one.
public enum InsightsRoute implements Route {
    READ_ANALYTICS(Line.bearer(GET, "/api/shopify/enhanced/analytics", "read_orders")),
    LIST_INVENTORY(Line.bearer(GET, "/api/shopify/enhanced/inventory", "read_inventory", "read_locations",
            "read_products")),
    ADJUST_INVENTORY(Line.bearer(POST, "/api/shopify/enhanced/inventory/adjustments", "write_inventory",
            "read_locations").resuming());

    private final Line line;

    InsightsRoute(Line line) {
        this.line = line;
    }

    @Override
    public Line line() {
        return line;
    }

    @Override
    public LambdaFunction function() {
        return LambdaFunction.INSIGHTS;
    }
}
