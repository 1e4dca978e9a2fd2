package com.atom.shopify.routes;

import static com.atom.shopify.routes.Route.HttpMethod.DELETE;
import static com.atom.shopify.routes.Route.HttpMethod.GET;
import static com.atom.shopify.routes.Route.HttpMethod.POST;
import static com.atom.shopify.routes.Route.HttpMethod.PUT;

/// What a store sells, and to whom. Every route works on one store of the caller.
public enum CommerceRoute implements Route {
    LIST_PRODUCTS(Line.bearer(GET, "/api/shopify/products", "read_products")),
    CREATE_PRODUCT(Line.bearer(POST, "/api/shopify/products", "write_products").resuming()),
    READ_PRODUCT(Line.bearer(GET, "/api/shopify/products/{id}", "read_products")),
    UPDATE_PRODUCT(Line.bearer(PUT, "/api/shopify/products/{id}", "write_products").resuming()),
    DELETE_PRODUCT(Line.bearer(DELETE, "/api/shopify/products/{id}", "write_products")),
    LIST_ORDERS(Line.bearer(GET, "/api/shopify/orders", "read_orders", "read_customers")),
    CREATE_ORDER(Line.bearer(POST, "/api/shopify/orders", "write_orders", "write_draft_orders", "read_customers",
            "read_products").resuming()),
    READ_ORDER(Line.bearer(GET, "/api/shopify/orders/{id}", "read_orders", "read_customers", "read_products")),
    UPDATE_ORDER(Line.bearer(PUT, "/api/shopify/orders/{id}", "write_orders", "read_customers", "read_products")
            .resuming()),
    CANCEL_ORDER(Line.bearer(POST, "/api/shopify/orders/{id}/cancel", "write_orders", "read_customers",
            "read_products").resuming()),
    CLOSE_ORDER(Line.bearer(POST, "/api/shopify/orders/{id}/close", "write_orders", "read_customers", "read_products")
            .resuming()),
    FULFILL_ORDER(Line.bearer(POST, "/api/shopify/orders/{id}/fulfillments", "read_orders",
            "write_merchant_managed_fulfillment_orders")),
    REFUND_ORDER(Line.bearer(POST, "/api/shopify/orders/{id}/refunds", "write_orders", "read_locations").resuming()),
    LIST_CUSTOMERS(Line.bearer(GET, "/api/shopify/customers", "read_customers")),
    CREATE_CUSTOMER(Line.bearer(POST, "/api/shopify/customers", "write_customers").resuming()),
    READ_CUSTOMER(Line.bearer(GET, "/api/shopify/customers/{id}", "read_customers")),
    UPDATE_CUSTOMER(Line.bearer(PUT, "/api/shopify/customers/{id}", "write_customers").resuming()),
    DELETE_CUSTOMER(Line.bearer(DELETE, "/api/shopify/customers/{id}", "write_customers"));

    private final Line line;

    CommerceRoute(Line line) {
        this.line = line;
    }

    @Override
    public Line line() {
        return line;
    }

    @Override
    public LambdaFunction function() {
        return LambdaFunction.COMMERCE;
    }
}
