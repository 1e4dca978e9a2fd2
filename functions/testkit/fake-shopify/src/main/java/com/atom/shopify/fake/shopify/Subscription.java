package com.atom.shopify.fake.shopify;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A webhook subscription that an app made in one shop by the API. `topic` is the schema's name.
final class Subscription {
    static final String TYPE = "WebhookSubscription";

    /// After so many failures in a row Shopify removes it. Source: shopify-platform 3.1.
    static final int MOST_FAILURES = 8;

    final long id;
    final App app;
    final String topic;
    final Instant createdAt;
    /// Failures since the last success.
    final AtomicInteger failures = new AtomicInteger();
    Instant updatedAt;
    String uri;
    volatile @Nullable String name;

    Subscription(long id, App app, String topic, String uri, Instant createdAt) {
        this.id = id;
        this.app = app;
        this.topic = topic;
        this.uri = uri;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    String gid() {
        return Gid.of(TYPE, id);
    }
}
