package com.atom.shopify.admin;

import com.atom.shopify.id.ShopDomain;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// What we know of each store's bucket of points. Shopify names the price, the level and the rate with every answer; from
/// them follows how long to wait before the next call, instead of being refused. The budget is per app and store, so stores
/// never wait for each other.
@Singleton
final class Pacing {
    private static final int MOST_STORES = 1_000;

    private final InstantSource clock;
    private final Map<ShopDomain, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ShopDomain, Bucket> eldest) {
            return size() > MOST_STORES;
        }
    };
    private final Map<String, Double> prices = new LinkedHashMap<>();

    Pacing(Clock clock) {
        this.clock = clock;
    }

    private record Bucket(double level, double maximum, double restoredPerSecond, Instant at) {
        double levelAt(Instant now) {
            return Math.min(maximum, level + Duration.between(at, now).toMillis() / 1000.0 * restoredPerSecond);
        }
    }

    /// Takes the operation's last known price out of the store's bucket and says how long to wait before it is there.
    synchronized Duration reserve(ShopDomain shop, String operation) {
        var bucket = buckets.get(shop);
        var price = prices.get(operation);
        if (bucket == null || price == null) {
            return Duration.ZERO;
        }
        var now = clock.instant();
        var level = bucket.levelAt(now);
        buckets.put(shop, new Bucket(level - price, bucket.maximum(), bucket.restoredPerSecond(), now));
        return level >= price
                ? Duration.ZERO
                : Duration.ofMillis((long) Math.ceil((price - level) / bucket.restoredPerSecond() * 1000));
    }

    /// Learns from an answer; Shopify's word replaces our own count.
    synchronized void learn(ShopDomain shop, String operation, Cost cost) {
        buckets.put(shop, new Bucket(cost.available(), cost.maximum(), cost.restoredPerSecond(), clock.instant()));
        prices.put(operation, cost.requested());
    }
}
