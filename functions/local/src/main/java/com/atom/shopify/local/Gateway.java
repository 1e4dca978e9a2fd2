package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.routes.Cors;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Route;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What API Gateway's HTTP API does, from the routes table: matches, checks the bearer token, calls the function with a payload
/// 2.0 event, writes its reply. The limits and the bodies of its own answers (`{"message":…}`) are AWS's.
final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /// API Gateway's limit for a request's body.
    private static final int LARGEST_BODY = 10 << 20;
    /// Lambda's limit for an event and for an answer.
    private static final int LARGEST_PAYLOAD = 6 << 20;

    private final Map<LambdaFunction, ? extends Invocable> functions;
    private final LocalIssuer issuer;
    private final List<String> origins;
    private final String domain;
    private final Clock clock;

    Gateway(Map<LambdaFunction, ? extends Invocable> functions, LocalIssuer issuer, List<String> origins,
            String domain, Clock clock) {
        this.functions = functions;
        this.issuer = issuer;
        this.origins = origins;
        this.domain = domain;
        this.clock = clock;
    }

    private record Match(Route route, Map<String, String> parameters) {}

    /// The function's reply, taken apart before a byte of it is written, so that a broken one is a whole 500.
    private record Reply(int status, Map<String, String> headers, List<String> cookies, String body, boolean base64) {
        static Reply of(JsonNode json) {
            // API Gateway would serve an answer without a status as a body with 200; none of our functions means that.
            if (!json.path("statusCode").canConvertToInt()) {
                throw new FunctionError("the answer has no statusCode");
            }
            var headers = new LinkedHashMap<String, String>();
            json.path("headers").properties()
                    .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
            var cookies = json.path("cookies").valueStream().map(JsonNode::asText).toList();
            return new Reply(json.path("statusCode").asInt(), headers, cookies, json.path("body").asText(""),
                    json.path("isBase64Encoded").asBoolean());
        }

        byte[] bytes() {
            return base64 ? Base64.getDecoder().decode(body) : body.getBytes(UTF_8);
        }
    }

    void serve(HttpExchange exchange) throws IOException {
        var requestId = UUID.randomUUID().toString();
        exchange.getResponseHeaders().set("apigw-requestid", requestId);
        allowOrigin(exchange);
        if (!origins.isEmpty() && isPreflight(exchange)) {
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        var body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            message(exchange, 413, "Request Entity Too Large");
            return;
        }
        var match = match(exchange);
        if (match.isEmpty()) {
            message(exchange, 404, "Not Found");
            return;
        }
        var route = match.get().route();
        var claims = route.access() == Route.Access.BEARER
                ? bearer(exchange).flatMap(issuer::check)
                : Optional.<JWTClaimsSet>empty();
        if (route.access() == Route.Access.BEARER && claims.isEmpty()) {
            exchange.getResponseHeaders().set("www-authenticate", "Bearer");
            message(exchange, 401, "Unauthorized");
            return;
        }
        var event = new ProxyEvent(route, match.get().parameters(), domain, requestId, clock.instant())
                .of(exchange, claims, body);
        call(exchange, route, event);
    }

    private void call(HttpExchange exchange, Route route, String event) throws IOException {
        if (event.getBytes(UTF_8).length > LARGEST_PAYLOAD) {
            message(exchange, 413, "Request Entity Too Large");
            return;
        }
        try {
            write(exchange, reply(route, event));
        } catch (TimeoutException late) {
            message(exchange, 503, "Service Unavailable");
        } catch (FunctionError | JsonProcessingException | IllegalArgumentException broken) {
            LOG.atError().addKeyValue("route", route.key())
                    .addKeyValue("reason", broken.getMessage()).log("the function failed");
            message(exchange, 500, "Internal Server Error");
        }
    }

    private Reply reply(Route route, String event) throws TimeoutException, JsonProcessingException {
        var function = functions.get(route.function());
        if (function == null) {
            throw new FunctionError("no such function: " + route.function());
        }
        var answer = function.invoke(event);
        if (answer.getBytes(UTF_8).length > LARGEST_PAYLOAD) {
            throw new FunctionError("the answer exceeds Lambda's 6 MB");
        }
        return Reply.of(JSON.readTree(answer));
    }

    private static void write(HttpExchange exchange, Reply reply) throws IOException {
        var bytes = reply.bytes();
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        reply.cookies().forEach(cookie -> exchange.getResponseHeaders().add("set-cookie", cookie));
        send(exchange, reply.status(), bytes);
    }

    static void message(HttpExchange exchange, int status, String message) throws IOException {
        exchange.getResponseHeaders().set("content-type", "application/json");
        send(exchange, status, JSON.createObjectNode().put("message", message).toString().getBytes(UTF_8));
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        var none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, none ? -1 : body.length);
        if (!none) {
            exchange.getResponseBody().write(body);
        }
    }

    private static Optional<Match> match(HttpExchange exchange) {
        var segments = exchange.getRequestURI().getRawPath().split("/", -1);
        for (var route : Route.all()) {
            if (route.method() == Route.HttpMethod.ANY || route.method().name().equals(exchange.getRequestMethod())) {
                var parameters = parameters(route.path().split("/", -1), segments);
                if (parameters != null) {
                    return Optional.of(new Match(route, parameters));
                }
            }
        }
        return Optional.empty();
    }

    private static @Nullable Map<String, String> parameters(String[] pattern, String[] segments) {
        if (pattern.length != segments.length) {
            return null;
        }
        var parameters = new LinkedHashMap<String, String>();
        for (var i = 0; i < pattern.length; i++) {
            var variable = pattern[i].startsWith("{") && !segments[i].isEmpty();
            if (variable) {
                parameters.put(pattern[i].substring(1, pattern[i].length() - 1),
                        URLDecoder.decode(segments[i].replace("+", "%2B"), UTF_8));
            } else if (!pattern[i].equals(segments[i])) {
                return null;
            }
        }
        return parameters;
    }

    /// The token, which may stand with or without `Bearer` before it.
    private static Optional<String> bearer(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .map(value -> value.regionMatches(true, 0, "Bearer ", 0, 7) ? value.substring(7) : value)
                .map(String::strip);
    }

    private void allowOrigin(HttpExchange exchange) {
        var origin = exchange.getRequestHeaders().getFirst("Origin");
        if (origin == null || !origins.contains(origin)) {
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("access-control-allow-origin", origin);
        headers.set("access-control-allow-credentials", "true");
        headers.set("access-control-expose-headers", String.join(",", Cors.ANSWER_HEADERS));
        if (isPreflight(exchange)) {
            headers.set("access-control-allow-methods",
                    Cors.METHODS.stream().map(Route.HttpMethod::name).collect(Collectors.joining(",")));
            headers.set("access-control-allow-headers", String.join(",", Cors.REQUEST_HEADERS));
            headers.set("access-control-max-age", String.valueOf(Cors.KEPT.toSeconds()));
        }
    }

    private static boolean isPreflight(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("OPTIONS")
                && exchange.getRequestHeaders().containsKey("Access-Control-Request-Method");
    }
}
