package com.atom.shopify.routes;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What is done regularly over all stores. A job looks through the stores page by page, and works on each that is due as a
/// message of its own.
public enum Job {
    /// Refreshes tokens of stores that nobody has called for long, before their refresh token ends; erases what has ended;
    /// moves what is encrypted under a former key to the current one.
    REFRESH_TOKENS(Duration.ofHours(1)),
    /// Finds subscriptions that are not there any more, or should not be, and makes them right. Shopify deletes one that was made by
    /// the API after eight failures in a row (shopify-platform 3.1).
    CHECK_SUBSCRIPTIONS(Duration.ofDays(1)),
    /// Reads again what was changed since the last time, and repairs what was not delivered.
    RECONCILE(Duration.ofDays(1)),
    /// Asks every store the cheapest question, notes what it says, and tells the platform which stores only their merchants can
    /// make work again.
    CHECK_HEALTH(Duration.ofMinutes(30)),
    /// Makes the reports of every store whose day, week or month has ended by its own clock.
    MAKE_REPORTS(Duration.ofMinutes(15));

    private final Duration every;

    Job(Duration every) {
        this.every = every;
    }

    /// Its name outside of the code, `refresh-tokens` for example.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The time between two runs.
    public Duration every() {
        return every;
    }

    public static Optional<Job> of(String id) {
        return Arrays.stream(values()).filter(job -> job.id().equals(id)).findFirst();
    }
}
