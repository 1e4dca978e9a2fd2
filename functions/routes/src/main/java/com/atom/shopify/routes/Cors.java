package com.atom.shopify.routes;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// What pages of the allowed origins may send and read: one list for the gateway on AWS and for the one on a developer's machine.
public final class Cors {
    /// All that routes are called by.
    public static final List<Route.HttpMethod> METHODS = Arrays.stream(Route.HttpMethod.values())
            .filter(method -> method != Route.HttpMethod.ANY).toList();
    /// All that the functions read, and the token.
    public static final List<String> REQUEST_HEADERS = List.of("accept", "authorization", "cache-control",
            "content-type",
            "idempotency-key", "if-none-match");
    /// All that the functions write, but for what scripts never see.
    public static final List<String> ANSWER_HEADERS = List.of("etag", "idempotency-replayed", "link", "location",
            "retry-after", "x-cache", "x-request-id");
    /// How long a browser need not ask again.
    public static final Duration KEPT = Duration.ofHours(1);

    private Cors() {}
}
