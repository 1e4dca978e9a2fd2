package com.atom.shopify.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that stands still until it is moved.
public final class SetClock extends Clock {
    /// The start of a minute far ahead: DynamoDB Local deletes what has expired by the clock of the machine.
    public static final Instant FAR_AHEAD = Instant.parse("2126-11-23T10:00:00Z");

    private volatile Instant now;

    public SetClock(Instant now) {
        this.now = now;
    }

    public void advance(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
