package com.atom.shopify.admin;

import com.atom.shopify.id.ShopDomain;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What the last answer of each store told beside its data. Knows a bounded number of stores, the last used ones.
@Singleton
public final class LastAnswers {
    private static final int MOST_STORES = 1_000;

    private final Map<ShopDomain, LastAnswer> answers = new LastUsed<>(MOST_STORES);

    /// An answer of a store, whatever its status.
    ///
    /// @param sentAt when it was asked for
    /// @param took from sending until the whole answer was there
    /// @param servedVersion the API version that answered, if it says so
    /// @param budget what was left then; Shopify tells it with what it executed
    public record LastAnswer(Instant sentAt, Duration took, Optional<String> servedVersion,
            Optional<Budget> budget) {}

    /// A store's bucket of points, and how many come back per second (shopify-platform 4.1).
    public record Budget(double available, double maximum, double restoredPerSecond) {}

    /// None when this instance has heard nothing of it yet.
    public synchronized Optional<LastAnswer> of(ShopDomain shop) {
        return Optional.ofNullable(answers.get(shop));
    }

    synchronized void note(ShopDomain shop, LastAnswer answer) {
        answers.put(shop, answer);
    }
}
