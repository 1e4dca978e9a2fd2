package com.atom.shopify.admin;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.metrics.Metrics;
import com.atom.shopify.routes.Metric;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Waits, and spreads the waits of those who would otherwise come back together.
@Singleton
public final class Waiting {
    private static final int LARGEST_SHARE = 4;

    private final Pause pause;
    private final RandomGenerator random;

    Waiting(Pause pause, RandomGenerator random) {
        this.pause = pause;
        this.random = random;
    }

    /// The same time, or up to a quarter longer.
    public Duration spread(Duration time) {
        return time.plusMillis(random.nextLong(time.toMillis() / LARGEST_SHARE + 1));
    }

    /// Waits that long for a store's budget at Shopify, and counts it.
    void waitForBudget(Duration time) {
        if (time.isPositive()) {
            Metrics.add(Metric.SHOPIFY_WAITED, time.toMillis());
        }
        waitFor(time);
    }

    /// Waits exactly that long; an interruption ends the work.
    public void waitFor(Duration time) {
        if (time.isZero()) {
            return;
        }
        try {
            pause.of(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FailureException(
                    new Failure.Unavailable("service.stopping", "The service is stopping; try again."), interrupted);
        }
    }
}
