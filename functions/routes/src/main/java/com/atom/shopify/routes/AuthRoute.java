package com.atom.shopify.routes;

import static com.atom.shopify.routes.Route.HttpMethod.GET;
import static com.atom.shopify.routes.Route.HttpMethod.POST;

/// Connecting stores.
public enum AuthRoute implements Route {
    /// Begin OAuth for the caller and a shop.
    AUTHORIZE(Line.bearer(GET, "/api/auth/shopify/authorize")),
    /// Shopify's redirect of the merchant's browser.
    BROWSER_CALLBACK(Line.open(GET, "/api/auth/shopify/callback")),
    /// Finish OAuth from the platform's page, as the signed-in user.
    PLATFORM_CALLBACK(Line.bearer(POST, "/api/auth/shopify/callback")),
    /// The caller's stores with their status.
    LIST_STORES(Line.bearer(GET, "/api/auth/shopify/stores")),
    /// Shopify's signed link to install the app.
    INSTALL(Line.open(GET, "/api/auth/shopify/install")),
    /// Refresh a store's token now.
    REFRESH_TOKEN(Line.bearer(POST, "/api/auth/shopify/refresh").resuming()),
    /// Disconnect the caller from a store, or the app from it.
    REVOKE(Line.bearer(POST, "/api/auth/shopify/revoke").resuming()),
    /// Bring in an existing token.
    IMPORT_TOKEN(Line.bearer(POST, "/api/auth/shopify/tokens/import").resuming());

    private final Line line;

    AuthRoute(Line line) {
        this.line = line;
    }

    @Override
    public Line line() {
        return line;
    }

    @Override
    public LambdaFunction function() {
        return LambdaFunction.AUTH;
    }
}
