package com.atom.shopify.routes;

import static com.atom.shopify.routes.Route.HttpMethod.GET;
import static com.atom.shopify.routes.Route.HttpMethod.POST;

/// What a store has in stock. Reading works on one store of the caller or on all, changing on one.
public enum InsightsRoute implements Route {
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
