package com.atom.shopify.fake.shopify;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// The deliveries of all shops: those that are still to be made, and the newest of all, made or not.
final class Outbox {
    private static final int KEPT = 10_000;
    private static final int MOST_AT_ONCE = 16;

    private final List<Delivery> waiting = new ArrayList<>();
    private final Deque<Delivery> known = new ArrayDeque<>();
    private int underWay;

    synchronized void add(Delivery delivery) {
        known.addLast(delivery);
        if (known.size() > KEPT) {
            known.removeFirst();
        }
        if (delivery.open()) {
            waiting.add(delivery);
        }
    }

    /// Those whose time has come, the oldest first, as many as may be under way together. Whoever takes them says how they
    /// ended.
    synchronized List<Delivery> take(Instant now) {
        var due = new ArrayList<Delivery>();
        for (Delivery delivery : waiting) {
            if (underWay < MOST_AT_ONCE && delivery.begin(now)) {
                due.add(delivery);
                underWay++;
            }
        }
        return due;
    }

    synchronized void ended(Delivery delivery, int status, Instant now) {
        underWay--;
        delivery.end(status, now);
        waiting.removeIf(other -> !other.open());
        waiting.stream().filter(other -> other.behind(delivery)).forEach(other -> other.overtaken(now));
    }

    /// What a subscription that is gone was still to get.
    synchronized void giveUp(Subscription subscription) {
        waiting.stream().filter(delivery -> subscription.equals(delivery.subscription)).forEach(Delivery::giveUp);
        waiting.removeIf(delivery -> !delivery.open());
    }

    /// The deliveries of one shop, or of all for an empty name, the newest last.
    synchronized List<Map<String, Object>> list(String shop) {
        return known.stream().map(Delivery::shown)
                .filter(shown -> shop.isEmpty() || shop.equals(shown.get("shop"))).toList();
    }

    synchronized void reset() {
        waiting.clear();
        known.clear();
    }
}
