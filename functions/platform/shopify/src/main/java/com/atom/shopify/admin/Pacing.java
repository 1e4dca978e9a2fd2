package com.atom.shopify.admin;

import com.atom.shopify.id.ShopDomain;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/// What this instance knows of each store's bucket of points. Shopify names the price, the level and the rate with every
/// answer; from them follows how long to wait before the next call, instead of being refused. The budget is per app and
/// store, so stores never wait for each other. Knows a bounded number of stores and operations, the last used ones.
@Singleton
final class Pacing {
    private static final int MOST_STORES = 1_000;
    private static final int MOST_OPERATIONS = 1_000;

    private final InstantSource clock;
    private final Map<ShopDomain, Bucket> buckets = new LastUsed<>(MOST_STORES);
    private final Map<String, Double> prices = new LastUsed<>(MOST_OPERATIONS);

    Pacing(Clock clock) {
        this.clock = clock;
    }

    private record Bucket(double level, double maximum, double restoredPerSecond, Instant at) {
        Bucket now(Instant now) {
            var restored = Math.max(0, Duration.between(at, now).toMillis()) / 1000.0 * restoredPerSecond;
            return new Bucket(Math.min(maximum, level + restored), maximum, restoredPerSecond, now);
        }

        Bucket without(double price) {
            return new Bucket(level - price, maximum, restoredPerSecond, at);
        }
    }

    private static final class LastUsed<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        private final int most;

        LastUsed(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }

    /// How long to wait until the store's bucket holds the operation's last known price. Takes the price out when that wait is
    /// acceptable, so that the next one to ask waits longer.
    synchronized Duration reserve(ShopDomain shop, String operation, Predicate<Duration> acceptable) {
        var known = buckets.get(shop);
        var lastPrice = prices.get(operation);
        if (known == null || lastPrice == null) {
            return Duration.ZERO;
        }
        var bucket = known.now(clock.instant());
        // A price learned from a larger bucket is more than this one ever holds; Shopify will say whether it still is.
        var price = Math.min(lastPrice, bucket.maximum());
        var wait = Cost.time(price - bucket.level(), bucket.restoredPerSecond());
        if (acceptable.test(wait)) {
            buckets.put(shop, bucket.without(price));
        }
        return wait;
    }

    /// Learns from an answer; Shopify's word replaces our own count.
    synchronized void learn(ShopDomain shop, String operation, Cost cost) {
        buckets.put(shop, new Bucket(cost.available(), cost.maximum(), cost.restoredPerSecond(), clock.instant()));
        prices.put(operation, cost.requested());
    }
}
