package com.atom.shopify.fake.shopify;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a caller gets.
sealed interface Reply {
    /// An answer.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, Map<String, String> headers, byte[] body) implements Reply {
        Answer with(String name, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Answer(status, more, body);
        }

        /// The header, unless it is there.
        Answer orElse(String name, String value) {
            return headers.containsKey(name) ? this : with(name, value);
        }

        Answer withAll(Map<String, String> others) {
            var more = new LinkedHashMap<>(headers);
            more.putAll(others);
            return new Answer(status, more, body);
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
