package com.atom.shopify.routes;

import static com.atom.shopify.routes.Route.HttpMethod.DELETE;
import static com.atom.shopify.routes.Route.HttpMethod.GET;
import static com.atom.shopify.routes.Route.HttpMethod.POST;
import static com.atom.shopify.routes.Route.HttpMethod.PUT;

import java.util.Set;

/// What a store sells, and to whom. Every route works on one store of the caller.
public enum CommerceRoute implements Route {
    LIST_PRODUCTS(GET, "/api/shopify/products", "read_products"),
    CREATE_PRODUCT(POST, "/api/shopify/products", "write_products"),
    READ_PRODUCT(GET, "/api/shopify/products/{id}", "read_products"),
    UPDATE_PRODUCT(PUT, "/api/shopify/products/{id}", "write_products"),
    DELETE_PRODUCT(DELETE, "/api/shopify/products/{id}", "write_products");

    private final HttpMethod method;
    private final String path;
    private final String scope;

    CommerceRoute(HttpMethod method, String path, String scope) {
        this.method = method;
        this.path = path;
        this.scope = scope;
    }

    @Override
    public HttpMethod method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Access access() {
        return Access.BEARER;
    }

    @Override
    public Set<String> scopes() {
        return Set.of(scope);
    }

    @Override
    public LambdaFunction function() {
        return LambdaFunction.COMMERCE;
    }
}
