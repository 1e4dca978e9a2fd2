package com.atom.shopify.routes;

import static com.atom.shopify.routes.Route.HttpMethod.GET;
import static com.atom.shopify.routes.Route.HttpMethod.POST;

/// What a store sold, what it has in stock, what can be learned from that, and reports. Reading works on one store of the caller or on
/// all, changing on one.
public enum InsightsRoute implements Route {
    READ_ANALYTICS(Line.bearer(GET, "/api/shopify/enhanced/analytics", "read_orders")),
    LIST_INVENTORY(Line.bearer(GET, "/api/shopify/enhanced/inventory", "read_inventory", "read_locations",
            "read_products")),
    INVENTORY_OUTLOOK(Line.bearer(GET, "/api/shopify/enhanced/inventory/outlook", "read_inventory", "read_locations",
            "read_products", "read_orders")),
    INVENTORY_SUMMARY(Line.bearer(GET, "/api/shopify/enhanced/inventory/summary", "read_inventory", "read_locations",
            "read_products", "read_orders")),
    ADJUST_INVENTORY(Line.bearer(POST, "/api/shopify/enhanced/inventory/adjustments", "write_inventory",
            "read_locations").resuming()),
    READ_FORECAST(Line.bearer(GET, "/api/shopify/enhanced/forecast", "read_orders")),
    READ_SEGMENTS(Line.bearer(GET, "/api/shopify/enhanced/segments", "read_orders", "read_customers")),
    READ_COHORTS(Line.bearer(GET, "/api/shopify/enhanced/cohorts", "read_orders", "read_customers")),
    READ_BOUGHT_TOGETHER(Line.bearer(GET, "/api/shopify/enhanced/bought-together", "read_orders")),
    LIST_REPORTS(Line.bearer(GET, "/api/shopify/enhanced/reports", "read_orders", "read_inventory")),
    CREATE_REPORT(Line.bearer(POST, "/api/shopify/enhanced/reports", "read_orders", "read_inventory")),
    READ_REPORT(Line.bearer(GET, "/api/shopify/enhanced/reports/{id}", "read_orders", "read_inventory"));

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
