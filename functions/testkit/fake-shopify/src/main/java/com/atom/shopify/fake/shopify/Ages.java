package com.atom.shopify.fake.shopify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/// Two times: the real one, which is what the simulator writes and signs, and the age of tokens and codes, which can be
/// moved ahead. A skew shifts only the timestamps of signed redirects.
final class Ages {
    private final Clock clock;
    private final AtomicReference<Duration> advance = new AtomicReference<>(Duration.ZERO);
    private final AtomicReference<Duration> skew = new AtomicReference<>(Duration.ZERO);

    Ages(Clock clock) {
        this.clock = clock;
    }

    Instant real() {
        return clock.instant();
    }

    Instant aged() {
        return clock.instant().plus(advance.get());
    }

    Instant signed() {
        return clock.instant().plus(skew.get());
    }

    void advance(Duration by) {
        advance.accumulateAndGet(by, Duration::plus);
    }

    void skew(Duration by) {
        skew.set(by);
    }

    Duration advanced() {
        return advance.get();
    }

    void reset() {
        advance.set(Duration.ZERO);
        skew.set(Duration.ZERO);
    }
}
