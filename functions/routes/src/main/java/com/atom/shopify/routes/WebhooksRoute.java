package com.atom.shopify.routes;

import static com.atom.shopify.routes.Route.HttpMethod.GET;
import static com.atom.shopify.routes.Route.HttpMethod.POST;

/// What Shopify tells us, and how it is told to: subscriptions, deliveries, syncs and imports, and what customers ask for by law. None of it needs an
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
    /// Read all objects of a kind from Shopify, or those that were changed last since a time.
    START_SYNC(Line.bearer(POST, "/api/shopify/enhanced/sync")),
    /// How far that is.
    READ_SYNC(Line.bearer(GET, "/api/shopify/enhanced/sync/{id}")),
    /// End it.
    CANCEL_SYNC(Line.bearer(POST, "/api/shopify/enhanced/sync/{id}/cancel").resuming()),
    /// Go on where it stopped.
    RESUME_SYNC(Line.bearer(POST, "/api/shopify/enhanced/sync/{id}/resume").resuming()),
    /// Prepare many writes from a file, which is uploaded to the address in the answer.
    CREATE_IMPORT(Line.bearer(POST, "/api/shopify/enhanced/imports")),
    /// Write what was uploaded.
    START_IMPORT(Line.bearer(POST, "/api/shopify/enhanced/imports/{id}/start").resuming()),
    /// How far that is, and what became of each line.
    READ_IMPORT(Line.bearer(GET, "/api/shopify/enhanced/imports/{id}")),
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
