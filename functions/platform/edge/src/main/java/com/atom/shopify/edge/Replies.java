package com.atom.shopify.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.proof.Digest;
import com.atom.shopify.query.RawQuery;
import com.atom.shopify.routes.AuthRoute;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes answers and failures as API Gateway replies. The one place where a failure gets its HTTP status.
@Singleton
final class Replies {
    private final ObjectMapper json;

    Replies(ObjectMapper json) {
        this.json = json;
    }

    GatewayReply of(Answer answer, GatewayEvent event, String requestId) {
        if (answer.failure() != null) {
            return of(answer.failure(), answer.data(), event, requestId);
        }
        var headers = headers(requestId);
        headers.putAll(answer.headers());
        if (answer.data() == null) {
            headers.remove("content-type");
            return new GatewayReply(answer.status(), headers, answer.cookies(), "", false);
        }
        var paging = answer.paging();
        if (paging != null && paging.nextCursor() != null) {
            headers.put("link", "<" + nextPage(event, paging.nextCursor()) + ">; rel=\"next\"");
        }
        var body = new Envelope.Success(true, answer.data(), paging == null ? null : paging.count(),
                paging == null ? null : new Envelope.Page(paging.nextCursor(), paging.nextCursor() != null));
        var text = answer.data() instanceof Answer.Document(var json) ? json : write(body);
        if (answer.status() == 200 && answer.cookies().isEmpty() && event.isGet()) {
            return tagged(text, headers, event);
        }
        return new GatewayReply(answer.status(), headers, answer.cookies(), text, false);
    }

    /// A read with the tag of its body, or 304 when the caller has that already.
    private static GatewayReply tagged(String body, Map<String, String> headers, GatewayEvent event) {
        var tag = "\"" + Digest.sha256(body).substring(0, 32) + "\"";
        headers.put("etag", tag);
        headers.put("cache-control", "private, no-cache");
        if (event.header("if-none-match").filter(tags -> tags.equals("*") || tags.contains(tag)).isPresent()) {
            headers.remove("content-type");
            return new GatewayReply(304, headers, List.of(), "", false);
        }
        return new GatewayReply(200, headers, List.of(), body, false);
    }

    GatewayReply of(Failure failure, GatewayEvent event, String requestId) {
        return of(failure, null, event, requestId);
    }

    private GatewayReply of(Failure failure, @Nullable Object data, GatewayEvent event, String requestId) {
        var headers = headers(requestId);
        if (failure instanceof Failure.Limited limited) {
            headers.put("retry-after", String.valueOf(Math.max(1, limited.retryAfter().plusMillis(999).toSeconds())));
        }
        return refusal(status(failure), headers, data, new Envelope.ErrorBody(failure.code(), failure.message(),
                details(failure), authorizeUrl(failure, event), requestId));
    }

    /// An answer that was kept.
    GatewayReply ofKept(int status, String body, String requestId) {
        return new GatewayReply(status, headers(requestId), List.of(), body, false);
    }

    /// A bug: nothing but the request id.
    GatewayReply ofBug(String requestId) {
        return refusal(500, headers(requestId), null,
                new Envelope.ErrorBody("internal", "Something is wrong on our side.", null, null, requestId));
    }

    private static int status(Failure failure) {
        return switch (failure) {
            case Failure.Invalid _ -> 400;
            case Failure.Unauthenticated _,Failure.ReauthRequired _ -> 401;
            case Failure.Forbidden _ -> 403;
            case Failure.NotFound _ -> 404;
            case Failure.Conflict _,Failure.OutcomeUnknown _ -> 409;
            case Failure.TooLarge _ -> 413;
            case Failure.Refused _ -> 422;
            case Failure.Limited _ -> 429;
            case Failure.Upstream _ -> 502;
            case Failure.Unavailable _ -> 503;
            case Failure.TimedOut _ -> 504;
        };
    }

    private static @Nullable String authorizeUrl(Failure failure, GatewayEvent event) {
        return failure instanceof Failure.ReauthRequired(var shop, var throughOwnApp) && !throughOwnApp
                ? event.self() + AuthRoute.AUTHORIZE.path() + "?shop=" + shop
                : null;
    }

    private static @Nullable List<Envelope.Detail> details(Failure failure) {
        return failure.details().isEmpty()
                ? null
                : failure.details().stream()
                        .map(detail -> new Envelope.Detail(detail.field(), detail.code(), detail.message(),
                                detail.value()))
                        .toList();
    }

    private static String nextPage(GatewayEvent event, String cursor) {
        var others = RawQuery.parse(Optional.ofNullable(event.rawQueryString()).orElse("")).stream()
                .filter(parameter -> !parameter.getKey().equals("cursor"))
                .map(parameter -> RawQuery.encode(parameter.getKey()) + "=" + RawQuery.encode(parameter.getValue())
                        + "&")
                .collect(Collectors.joining());
        return event.self() + event.rawPath() + "?" + others + "cursor=" + RawQuery.encode(cursor);
    }

    private GatewayReply refusal(int status, Map<String, String> headers, @Nullable Object data,
            Envelope.ErrorBody error) {
        return new GatewayReply(status, headers, List.of(), write(new Envelope.Refusal(false, data, error)), false);
    }

    private static Map<String, String> headers(String requestId) {
        return new HashMap<>(Map.of("content-type", "application/json; charset=utf-8", "x-request-id", requestId,
                "cache-control", "no-store", "x-content-type-options", "nosniff"));
    }

    private String write(Object body) {
        try {
            return new String(json.writeValueAsBytes(body), UTF_8);
        } catch (IOException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
