package com.atom.shopify.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Times of one thing that was done again and again.
final class Samples {
    private final List<Duration> times = new ArrayList<>();

    void add(Duration time) {
        times.add(time);
    }

    int size() {
        return times.size();
    }

    double median() {
        return percentile(50);
    }

    /// In milliseconds.
    double mean() {
        return times.stream().mapToLong(Duration::toNanos).average().orElse(0) / 1e6;
    }

    /// In milliseconds; the time that this share of all did not exceed.
    double percentile(int percent) {
        var sorted = times.stream().sorted().toList();
        var place = (int) Math.ceil(sorted.size() * percent / 100.0);
        return sorted.get(Math.max(0, place - 1)).toNanos() / 1e6;
    }
}
