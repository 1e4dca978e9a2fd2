package com.atom.shopify.fake.shopify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The subscriptions of one shop. Guarded by the shop's lock.
final class Subscriptions {
    private final List<Subscription> all = new ArrayList<>();

    Stream<Subscription> of(App app) {
        return all.stream().filter(subscription -> subscription.app.equals(app));
    }

    Optional<Subscription> find(App app, long id) {
        return of(app).filter(subscription -> subscription.id == id).findFirst();
    }

    /// Whether another subscription of the app has this topic at this address.
    boolean taken(App app, String topic, String uri, long except) {
        return of(app).anyMatch(other -> other.topic.equals(topic) && other.uri.equals(uri) && other.id != except);
    }

    void add(Subscription subscription) {
        all.add(subscription);
    }

    void remove(Subscription subscription) {
        all.remove(subscription);
    }

    void removeOf(App app) {
        all.removeIf(subscription -> subscription.app.equals(app));
    }
}
