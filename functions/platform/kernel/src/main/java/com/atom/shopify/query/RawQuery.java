package com.atom.shopify.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads and writes raw query strings, keeping order, repetitions and commas. API Gateway's parsed parameters lose all
/// three.
public final class RawQuery {
    private RawQuery() {}

    /// The decoded parameters in the order they were sent.
    ///
    /// @throws IllegalArgumentException when an escape is broken
    public static List<Map.Entry<String, String>> parse(String rawQuery) {
        var parameters = new ArrayList<Map.Entry<String, String>>();
        for (var part : rawQuery.split("&")) {
            if (!part.isEmpty()) {
                var equals = part.indexOf('=');
                var name = equals < 0 ? part : part.substring(0, equals);
                var value = equals < 0 ? "" : part.substring(equals + 1);
                parameters.add(Map.entry(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8)));
            }
        }
        return parameters;
    }

    /// Percent-encodes all but the unreserved characters of RFC 3986.
    public static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }
}
