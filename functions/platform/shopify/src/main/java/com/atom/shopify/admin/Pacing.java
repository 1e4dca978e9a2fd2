package com.atom.shopify.admin;

import com.atom.shopify.id.ShopDomain;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What this instance knows of each store's bucket of points. Shopify names the price, the level and the rate with every
/// answer; from them follows how long to wait before the next call, instead of being refused. The budget is per app and
/// store, so stores never wait for each other. Knows a bounded number of stores and kinds of calls, the last used ones.
///
/// While a bucket is more than half full nobody else is asked. Below that a call takes its place in the [Line] of all
/// instances, so that none of them starves however many there are.
@Singleton
final class Pacing {
    private static final int MOST_STORES = 1_000;
    private static final int MOST_KINDS = 1_000;

    private final InstantSource clock;
    private final Line line;
    private final Map<ShopDomain, Bucket> buckets = new LastUsed<>(MOST_STORES);
    private final Map<String, Double> prices = new LastUsed<>(MOST_KINDS);

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

    /// A place before a store.
    ///
    /// @param pause how long until the bucket holds the price
    /// @param inLine how far this place moved the line of all instances; zero when it was not asked
    record Place(Duration pause, Duration inLine) {
        private static final Place AT_ONCE = new Place(Duration.ZERO, Duration.ZERO);
    }

    /// A bucket that is short, and the price that is wanted of it.
    private record Wanted(Bucket bucket, double price) {
        /// How far the line moves for it.
        Duration inLine() {
            return bucket.time(price);
        }
    }

    /// How long to wait until the store's bucket holds the last known price of calls of this kind. Takes the price out when that
    /// wait is acceptable, so that the next one to ask waits longer.
    Place reserve(ShopDomain shop, String kind, Predicate<Duration> acceptable) {
        return whenShort(shop, kind).map(wanted -> standInLine(shop, wanted, acceptable)).orElse(Place.AT_ONCE);
    }

    /// Takes the price out unless the bucket is short.
    private synchronized Optional<Wanted> whenShort(ShopDomain shop, String kind) {
        var known = buckets.get(shop);
        if (known == null) {
            return Optional.empty();
        }
        var bucket = known.now(clock.instant());
        // A price learned from a larger bucket is more than this one ever holds; Shopify will say whether it still is. What was
        // never asked for waits for those before it and hears its price then.
        var price = Math.min(prices.getOrDefault(kind, 0.0), bucket.maximum());
        if (bucket.isPlenty(price)) {
            buckets.put(shop, bucket.without(price));
            return Optional.empty();
        }
        return Optional.of(new Wanted(bucket, price));
    }

    /// Not under the lock: no store waits while the line of another one is asked.
    private Place standInLine(ShopDomain shop, Wanted wanted, Predicate<Duration> acceptable) {
        var bucket = wanted.bucket();
        var inLine = wanted.inLine();
        var shared = bucket.fullAt(line.move(shop, bucket.fullAt(), inLine));
        var wait = shared.time(-shared.level());
        if (acceptable.test(wait)) {
            know(shop, shared);
            return new Place(wait, inLine);
        }
        line.move(shop, Instant.EPOCH, inLine.negated());
        return new Place(wait, Duration.ZERO);
    }

    private synchronized void know(ShopDomain shop, Bucket bucket) {
        buckets.put(shop, bucket);
    }

    /// Learns from an answer; Shopify's word replaces our own count. What was reserved and not used goes back to the others: all
    /// of it when the answer names no cost, because whoever asks Shopify next hears how much is left.
    void learn(ShopDomain shop, String kind, Place place, @Nullable Cost cost) {
        var used = cost == null ? Duration.ZERO : learn(shop, kind, cost);
        var unused = place.inLine().minus(used);
        if (!place.inLine().isZero() && unused.isPositive()) {
            line.move(shop, Instant.EPOCH, unused.negated());
        }
    }

    /// The time that it takes to restore what was used.
    private synchronized Duration learn(ShopDomain shop, String kind, Cost cost) {
        var bucket = new Bucket(cost.available(), cost.maximum(), cost.restoredPerSecond(), clock.instant());
        buckets.put(shop, bucket);
        prices.put(kind, cost.requested());
        return bucket.time(cost.actual());
    }
}
