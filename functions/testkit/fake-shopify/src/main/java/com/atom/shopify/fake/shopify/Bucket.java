package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Shop.Plan;
import java.time.Duration;
import java.time.Instant;

/// The query budget of one app in one shop: points that leak back with time. Guarded by the shop's lock.
final class Bucket {
    private Instant asOf;
    private double available;

    Bucket(Instant now, double available) {
        this.asOf = now;
        this.available = available;
    }

    /// Takes the points if they are there.
    boolean take(int points, Plan plan, Instant now) {
        restore(plan, now);
        if (points > available) {
            return false;
        }
        available -= points;
        return true;
    }

    void giveBack(int points, Plan plan) {
        available = Math.min(plan.bucket(), available + points);
    }

    int available(Plan plan, Instant now) {
        restore(plan, now);
        return (int) available;
    }

    void set(int points, Instant now) {
        available = points;
        asOf = now;
    }

    private void restore(Plan plan, Instant now) {
        double seconds = Math.max(0, Duration.between(asOf, now).toNanos() / 1e9);
        available = Math.min(plan.bucket(), available + seconds * plan.restoreRate());
        asOf = now;
    }
}
