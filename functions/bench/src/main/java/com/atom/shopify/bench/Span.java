package com.atom.shopify.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// A stretch of time.
record Span(Instant start, Duration length) {

    Instant end() {
        return start.plus(length);
    }

    boolean holds(Instant moment) {
        return !moment.isBefore(start) && moment.isBefore(end());
    }

    /// The time that is not covered by any of these, which may overlap.
    Duration without(List<Span> others) {
        var covered = Duration.ZERO;
        var upTo = start;
        for (var other : others.stream().sorted(Comparator.comparing(Span::start)).toList()) {
            var from = other.start().isAfter(upTo) ? other.start() : upTo;
            var to = other.end().isBefore(end()) ? other.end() : end();
            if (to.isAfter(from)) {
                covered = covered.plus(Duration.between(from, to));
                upTo = to;
            }
        }
        return length.minus(covered);
    }
}
