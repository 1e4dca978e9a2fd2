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
///
/// While a bucket is more than half full nobody else is asked. Below that a call takes its place in the [Line] of all
/// instances, so that none of them starves however many there are.
@Singleton
final class Pacing {
    private static final int MOST_STORES = 1_000;
    private static final int MOST_OPERATIONS = 1_000;

    private final InstantSource clock;
    private final Line line;
    private final Map<ShopDomain, Bucket> buckets = new LastUsed<>(MOST_STORES);
    private final Map<String, Double> prices = new LastUsed<>(MOST_OPERATIONS);

    Pacing(Clock clock, Line line) {
        this.clock = clock;
        this.line = line;
    }

    private record Bucket(double level, double maximum, double restoredPerSecond, Instant at) {
        Bucket now(Instant now) {
            var restored = Math.max(0, Duration.between(at, now).toMillis()) / 1000.0 * restoredPerSecond;
            return new Bucket(Math.min(maximum, level + restored), maximum, restoredPerSecond, now);
        }

        boolean isPlenty(double price) {
            return level - price >= maximum / 2;
        }

        Bucket without(double price) {
            return new Bucket(level - price, maximum, restoredPerSecond, at);
        }

        /// The time that it takes to restore so many points.
        Duration time(double points) {
            return Cost.time(points, restoredPerSecond);
        }

        Instant fullAt() {
            return at.plus(time(maximum - level));
        }

        /// The same bucket when it will be full at another time.
        Bucket fullAt(Instant other) {
            var missing = Duration.between(at, other).toMillis() / 1000.0 * restoredPerSecond;
            return new Bucket(maximum - missing, maximum, restoredPerSecond, at);
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

    /// A place before a store.
    ///
    /// @param pause how long until the bucket holds the price
    /// @param inLine how far this place moved the line of all instances; zero when it was not asked
    record Place(Duration pause, Duration inLine) {
        private static final Place AT_ONCE = new Place(Duration.ZERO, Duration.ZERO);
    }

    /// How long to wait until the store's bucket holds the operation's last known price. Takes the price out when that wait is
    /// acceptable, so that the next one to ask waits longer.
    synchronized Place reserve(ShopDomain shop, String operation, Predicate<Duration> acceptable) {
        var known = buckets.get(shop);
        var lastPrice = prices.get(operation);
        if (known == null || lastPrice == null) {
            return Place.AT_ONCE;
        }
        var bucket = known.now(clock.instant());
        // A price learned from a larger bucket is more than this one ever holds; Shopify will say whether it still is.
        var price = Math.min(lastPrice, bucket.maximum());
        if (bucket.isPlenty(price)) {
            buckets.put(shop, bucket.without(price));
            return Place.AT_ONCE;
        }
        var inLine = bucket.time(price);
        var shared = bucket.fullAt(line.move(shop, bucket.fullAt(), inLine));
        var wait = shared.time(-shared.level());
        if (acceptable.test(wait)) {
            buckets.put(shop, shared);
            return new Place(wait, inLine);
        }
        line.move(shop, Instant.EPOCH, inLine.negated());
        return new Place(wait, Duration.ZERO);
    }

    /// Learns from an answer; Shopify's word replaces our own count. What was reserved and not used goes back to the others.
    synchronized void learn(ShopDomain shop, String operation, Place place, Cost cost) {
        var bucket = new Bucket(cost.available(), cost.maximum(), cost.restoredPerSecond(), clock.instant());
        buckets.put(shop, bucket);
        prices.put(operation, cost.requested());
        var unused = place.inLine().minus(bucket.time(cost.actual()));
        if (!place.inLine().isZero() && unused.isPositive()) {
            line.move(shop, Instant.EPOCH, unused.negated());
        }
    }
}
