package com.atom.shopify.routes;

import static com.atom.shopify.routes.Route.HttpMethod.ANY;

/// The target that Shopify calls. Whatever the method and the topic are: what is not signed is refused.
public enum IntakeRoute implements Route {
    /// For deliveries of the platform's app.
    INTAKE(Line.open(ANY, "/webhooks/shopify")),
    /// For deliveries of an app that a store's owner brought, by its client id.
    OWN_APP_INTAKE(Line.open(ANY, "/webhooks/shopify/{app}"));

    private final Line line;

    IntakeRoute(Line line) {
        this.line = line;
    }

    @Override
    public Line line() {
        return line;
    }

    @Override
    public LambdaFunction function() {
        return LambdaFunction.INTAKE;
    }
}
