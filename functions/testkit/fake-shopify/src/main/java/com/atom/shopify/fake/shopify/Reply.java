package com.atom.shopify.fake.shopify;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a caller gets.
sealed interface Reply {
    /// An answer, and what it cost if it was a query's: points `requested` and `actual`, for the journal.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, Map<String, String> headers, byte[] body, Map<String, Integer> points) implements Reply {
        Answer(int status, Map<String, String> headers, byte[] body) {
            this(status, headers, body, Map.of());
        }

        Answer costing(int requested, int actual) {
            return new Answer(status, headers, body, Map.of("requested", requested, "actual", actual));
        }

        Answer with(String name, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Answer(status, more, body, points);
        }

        /// The header, unless it is there.
        Answer orElse(String name, String value) {
            return headers.containsKey(name) ? this : with(name, value);
        }

        Answer withAll(Map<String, String> others) {
            var more = new LinkedHashMap<>(headers);
            more.putAll(others);
            return new Answer(status, more, body, points);
        }
    }

    /// A part of a file, `length` bytes of which only `sent` come.
    record Download(int status, Map<String, String> headers, Path file, long from, long length, long sent)
            implements
                Reply {
        Download cut() {
            return new Download(status, headers, file, from, length, length / 2);
        }
    }

    /// A closed connection without an answer.
    record Cut() implements Reply {}

    static Answer json(int status, Object body) {
        return new Answer(status, Map.of("Content-Type", "application/json; charset=utf-8"), Json.bytes(body));
    }

    static Answer html(int status, String page) {
        return new Answer(status, Map.of("Content-Type", "text/html; charset=utf-8"),
                page.getBytes(StandardCharsets.UTF_8));
    }

    static Answer redirect(String location) {
        return new Answer(302, Map.of("Location", location), new byte[0]);
    }
}
