package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Mischief.Order;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Lets the accidents happen that look the same at each endpoint.
final class Accidents {
    private static final Duration STALL = Duration.ofSeconds(5);

    private Accidents() {}

    static Reply around(Order order, Supplier<Reply.Answer> honest) {
        return switch (order.kind()) {
            case STALL -> stalled(order, honest);
            case CUT -> cut(order, honest);
            case STATUS -> instead(order, honest, status(order.status(), order.headers()));
            case BODY -> instead(order, honest, body(order));
            case THROTTLE -> status(429, order.headers());
            case PARTIAL, WITHOUT_EXPIRES_IN, REVOKE, ROTATE_SECRET, DUPLICATE, REORDER, DELAY, DROP, FAIL, TRUNCATE,
                    EXPIRE ->
                honest.get().withAll(order.headers());
        };
    }

    /// What happens to the download of a file.
    static Reply around(Order order, Reply.Download file) {
        return switch (order.kind()) {
            case STALL -> {
                pause(order.delayOr(STALL));
                yield file;
            }
            case CUT -> file.cut();
            case STATUS -> status(order.status(), order.headers());
            case BODY, THROTTLE, PARTIAL, WITHOUT_EXPIRES_IN, REVOKE, ROTATE_SECRET, DUPLICATE, REORDER, DELAY, DROP,
                    FAIL,
                    TRUNCATE, EXPIRE ->
                file;
        };
    }

    private static Reply stalled(Order order, Supplier<Reply.Answer> honest) {
        if (order.afterwards()) {
            Reply answer = honest.get();
            pause(order.delayOr(STALL));
            return answer;
        }
        pause(order.delayOr(STALL));
        return honest.get();
    }

    private static Reply cut(Order order, Supplier<Reply.Answer> honest) {
        Reply lost = order.afterwards() ? honest.get() : new Reply.Cut();
        pause(order.delayOr(Duration.ZERO));
        return lost instanceof Reply.Cut cut ? cut : new Reply.Cut();
    }

    /// Another answer, whether the request took effect or not.
    private static Reply instead(Order order, Supplier<Reply.Answer> honest, Reply other) {
        if (order.afterwards()) {
            Reply.Answer _ = honest.get();
        }
        return other;
    }

    private static Reply body(Order order) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.putAll(order.headers());
        return new Reply.Answer(order.status(), headers, order.body().getBytes(StandardCharsets.UTF_8));
    }

    private static Reply status(int status, Map<String, String> headers) {
        Reply.Answer answer = Reply.json(status, Map.of("errors", sentence(status)));
        return (status == 429 ? answer.with("Retry-After", "2.0") : answer).withAll(headers);
    }

    private static String sentence(int status) {
        return switch (status) {
            case 401 -> AdminApi.INVALID_TOKEN;
            case 402 -> "Unavailable Shop";
            case 403 -> "[API] This action requires merchant approval for the scope.";
            case 404 -> "Not Found";
            case 423 -> "[API] This shop is locked.";
            case 429 -> "Exceeded the rate limit for api client. Reduce request rates to resume uninterrupted service.";
            case 430 -> "Shopify security rejection";
            default -> status >= 500 ? "Internal Server Error" : "Request refused";
        };
    }

    private static void pause(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
