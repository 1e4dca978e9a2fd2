package com.atom.shopify.routes;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// What Shopify tells about, as far as we listen.
public enum Topic {
    ORDERS_CREATE("orders/create"),
    ORDERS_UPDATED("orders/updated"),
    ORDERS_DELETE("orders/delete"),
    REFUNDS_CREATE("refunds/create"),
    FULFILLMENTS_CREATE("fulfillments/create"),
    FULFILLMENTS_UPDATE("fulfillments/update"),
    PRODUCTS_CREATE("products/create"),
    PRODUCTS_UPDATE("products/update"),
    PRODUCTS_DELETE("products/delete"),
    CUSTOMERS_CREATE("customers/create"),
    CUSTOMERS_UPDATE("customers/update"),
    CUSTOMERS_DELETE("customers/delete"),
    INVENTORY_LEVELS_UPDATE("inventory_levels/update"),
    SHOP_UPDATE("shop/update"),
    APP_UNINSTALLED("app/uninstalled"),
    APP_SCOPES_UPDATE("app/scopes_update"),
    BULK_OPERATIONS_FINISH("bulk_operations/finish"),
    CUSTOMERS_DATA_REQUEST("customers/data_request"),
    CUSTOMERS_REDACT("customers/redact"),
    SHOP_REDACT("shop/redact");

    private final String header;

    Topic(String header) {
        this.header = header;
    }

    /// As a delivery's header names it.
    public String header() {
        return header;
    }

    /// As the Admin API names it.
    public String schema() {
        return name();
    }

    public boolean isCompliance() {
        return Set.of(CUSTOMERS_DATA_REQUEST, CUSTOMERS_REDACT, SHOP_REDACT).contains(this);
    }

    public static Optional<Topic> ofHeader(String name) {
        return Arrays.stream(values()).filter(topic -> topic.header().equals(name)).findFirst();
    }

    public static Optional<Topic> ofSchema(String name) {
        return Arrays.stream(values()).filter(topic -> topic.schema().equals(name)).findFirst();
    }
}
