package com.atom.shopify.routes;

import static com.atom.shopify.routes.Route.Access.BEARER;
import static com.atom.shopify.routes.Route.Access.PUBLIC;
import static com.atom.shopify.routes.Route.HttpMethod.GET;
import static com.atom.shopify.routes.Route.HttpMethod.POST;

import java.util.Set;

/// Connecting stores.
public enum AuthRoute implements Route {
    /// Begin OAuth for the caller and a shop.
    AUTHORIZE(GET, "/api/auth/shopify/authorize", BEARER),
    /// Shopify's redirect of the merchant's browser.
    BROWSER_CALLBACK(GET, "/api/auth/shopify/callback", PUBLIC),
    /// Finish OAuth from the platform's page, as the signed-in user.
    PLATFORM_CALLBACK(POST, "/api/auth/shopify/callback", BEARER),
    /// The caller's stores with their status.
    LIST_STORES(GET, "/api/auth/shopify/stores", BEARER);

    private final HttpMethod method;
    private final String path;
    private final Access access;

    AuthRoute(HttpMethod method, String path, Access access) {
        this.method = method;
        this.path = path;
        this.access = access;
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
        return access;
    }

    @Override
    public Set<String> scopes() {
        return Set.of();
    }

    @Override
    public LambdaFunction function() {
        return LambdaFunction.AUTH;
    }
}
