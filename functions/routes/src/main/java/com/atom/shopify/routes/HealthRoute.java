package com.atom.shopify.routes;

import static com.atom.shopify.routes.Route.HttpMethod.GET;

/// What the product says of itself.
public enum HealthRoute implements Route {
    /// The OpenAPI document of every route.
    OPENAPI(Line.open(GET, "/api/shopify/openapi.json")),
    /// Whether the product itself works. It never asks Shopify.
    HEALTH(Line.open(GET, "/api/shopify/health")),
    /// How the tokens of the caller's stores are.
    TOKEN_HEALTH(Line.bearer(GET, "/api/shopify/health/tokens")),
    /// How the caller's stores answer, asked now.
    CONNECTION_HEALTH(Line.bearer(GET, "/api/shopify/health/connection")),
    /// How all of the caller's stores are, from what is known.
    HEALTH_SUMMARY(Line.bearer(GET, "/api/shopify/health/summary"));

    private final Line line;

    HealthRoute(Line line) {
        this.line = line;
    }

    @Override
    public Line line() {
        return line;
    }

    @Override
    public LambdaFunction function() {
        return LambdaFunction.HEALTH;
    }
}
