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

    private void append(long second, long count) {
        if (size == seconds.length) {
            seconds = Arrays.copyOf(seconds, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        seconds[size] = second;
        counts[size] = count;
        size++;
    }

    private void insert(int place, long second, long count) {
        append(second, count);
        System.arraycopy(seconds, place, seconds, place + 1, size - 1 - place);
        System.arraycopy(counts, place, counts, place + 1, size - 1 - place);
        seconds[place] = second;
        counts[place] = count;
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
        var number = 0L;
        var negative = false;
        var isCount = false;
        for (var at = 0; at <= text.length(); at++) {
            var sign = at < text.length() ? text.charAt(at) : ' ';
            if (sign == '-') {
                negative = true;
            } else if (sign != ' ') {
                number = 10 * number + sign - '0';
            } else {
                if (isCount) {
                    earlier.append(second, number);
                } else {
                    second += negative ? -number : number;
                }
                isCount = !isCount;
                number = 0;
                negative = false;
            }
        }
        return earlier;
    }
}
