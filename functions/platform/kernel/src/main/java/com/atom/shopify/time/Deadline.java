package com.atom.shopify.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The moment after which nobody waits for an answer any more. Every wait and retry asks it first.
public record Deadline(Instant at, InstantSource clock) {

    public static Deadline in(Duration time, InstantSource clock) {
        return new Deadline(clock.instant().plus(time), clock);
    }

    /// The time left, never negative.
    public Duration left() {
        var left = Duration.between(clock.instant(), at);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// This one, or one that is so far from now, if that is earlier.
    public Deadline within(Duration time) {
        return allows(time) ? in(time, clock) : this;
    }

    /// Whether waiting that long would still leave time.
    public boolean allows(Duration wait) {
        return left().compareTo(wait) > 0;
    }
}
