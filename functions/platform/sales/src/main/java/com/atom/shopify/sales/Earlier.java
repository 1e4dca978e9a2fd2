package com.atom.shopify.sales;

import java.util.Arrays;

/// How many orders there are by when their customers had ordered before. A year has a hundred thousand of these numbers, so they lie in
/// arrays, and are kept as text.
final class Earlier {
    private static final int FIRST_SIZE = 8;

    /// Ascending.
    private long[] seconds = new long[FIRST_SIZE];
    private long[] counts = new long[FIRST_SIZE];
    private int size;

    /// @param second of the epoch
    void add(long second, long count) {
        var place = Arrays.binarySearch(seconds, 0, size, second);
        if (place >= 0) {
            counts[place] += count;
        } else {
            insert(-place - 1, second, count);
        }
    }

    private void insert(int place, long second, long count) {
        if (size == seconds.length) {
            seconds = Arrays.copyOf(seconds, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        System.arraycopy(seconds, place, seconds, place + 1, size - place);
        System.arraycopy(counts, place, counts, place + 1, size - place);
        seconds[place] = second;
        counts[place] = count;
        size++;
    }

    void add(Earlier other) {
        var bothSeconds = new long[Math.max(FIRST_SIZE, size + other.size)];
        var bothCounts = new long[bothSeconds.length];
        var both = 0;
        var own = 0;
        var others = 0;
        while (own < size || others < other.size) {
            var next = own < size ? seconds[own] : Long.MAX_VALUE;
            var otherNext = others < other.size ? other.seconds[others] : Long.MAX_VALUE;
            bothSeconds[both] = Math.min(next, otherNext);
            if (next <= otherNext) {
                bothCounts[both] += counts[own++];
            }
            if (otherNext <= next) {
                bothCounts[both] += other.counts[others++];
            }
            both++;
        }
        seconds = bothSeconds;
        counts = bothCounts;
        size = both;
    }

    /// How many had ordered before a second.
    long before(long second) {
        var sum = 0L;
        for (var place = 0; place < size && seconds[place] < second; place++) {
            sum += counts[place];
        }
        return sum;
    }

    /// Each second as its distance to the one before, each with its count.
    String text() {
        var text = new StringBuilder();
        for (var place = 0; place < size; place++) {
            text.append(place == 0 ? "" : " ").append(seconds[place] - (place == 0 ? 0 : seconds[place - 1]))
                    .append(' ')
                    .append(counts[place]);
        }
        return text.toString();
    }

    static Earlier of(String text) {
        var earlier = new Earlier();
        var second = 0L;
        for (var at = 0; at < text.length();) {
            var gap = text.indexOf(' ', at);
            var end = text.indexOf(' ', gap + 1);
            end = end < 0 ? text.length() : end;
            second += Long.parseLong(text, at, gap, 10);
            earlier.insert(earlier.size, second, Long.parseLong(text, gap + 1, end, 10));
            at = end + 1;
        }
        return earlier;
    }
}
