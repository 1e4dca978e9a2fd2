package com.atom.shopify.fake.shopify;

import com.sun.net.httpserver.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// What a caller sent. The path is decoded and begins with a slash, the query is as it came.
@SuppressWarnings("ArrayRecordComponent") // never compared
record Request(String method, String path, String query, Headers headers, byte[] body) {
    String header(String name) {
        return Objects.requireNonNullElse(headers.getFirst(name), "");
    }

    Map<String, String> parameters() {
        return form(query);
    }

    /// The pairs of a query string or form; of a repeated name the last counts.
    static Map<String, String> form(String text) {
        var pairs = new LinkedHashMap<String, String>();
        for (String pair : text.split("&")) {
            int sign = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String name = sign < 0 ? pair : pair.substring(0, sign);
                pairs.put(decoded(name), sign < 0 ? "" : decoded(pair.substring(sign + 1)));
            }
        }
        return pairs;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
