package com.atom.shopify.routes;

import static com.atom.shopify.routes.Route.HttpMethod.GET;
import static com.atom.shopify.routes.Route.HttpMethod.POST;

/// What Shopify tells us, and how it is told to: subscriptions, deliveries, and what customers ask for by law. None of it needs an
/// access scope of its own; a topic is only open to an app with the scope of what it tells about.
public enum WebhooksRoute implements Route {
    /// The subscriptions that a store has, should have and should not have.
    LIST_WEBHOOKS(Line.bearer(GET, "/api/shopify/enhanced/webhooks")),
    /// Make the subscriptions right, remove them, or replay deliveries.
    MANAGE_WEBHOOKS(Line.bearer(POST, "/api/shopify/enhanced/webhooks").resuming()),
    /// What was delivered for a store, and what became of it.
    LIST_DELIVERIES(Line.bearer(GET, "/api/shopify/enhanced/webhooks/deliveries")),
    /// Look again at what a delivery was about.
    REPLAY_DELIVERY(Line.bearer(POST, "/api/shopify/enhanced/webhooks/deliveries/{id}/replay").resuming()),
    /// The customers' requests for their data, to hand to the merchant.
    LIST_PRIVACY_REQUESTS(Line.bearer(GET, "/api/shopify/privacy/requests")),
    /// One of them, with the data.
    READ_PRIVACY_REQUEST(Line.bearer(GET, "/api/shopify/privacy/requests/{id}"));

    private final Line line;

    WebhooksRoute(Line line) {
        this.line = line;
    }

    @Override
    public Line line() {
        return line;
    }

    @Override
    public LambdaFunction function() {
        return LambdaFunction.WEBHOOKS;
    }
}
