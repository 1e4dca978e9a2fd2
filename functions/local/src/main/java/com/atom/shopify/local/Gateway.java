package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Route;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What API Gateway's HTTP API does, from the routes table: matches, checks the bearer token, makes a payload 2.0 event, calls
/// the function, writes its reply. The limits and the bodies of its own answers (`{"message":…}`) are AWS's.
final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_BODY = 10 << 20;
    private static final int LARGEST_EVENT = 6 << 20;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Map<LambdaFunction, FunctionHost> functions;
    private final LocalIssuer issuer;
    private final List<String> origins;
    private final String domain;
    private final Clock clock;

    Gateway(Map<LambdaFunction, FunctionHost> functions, LocalIssuer issuer, List<String> origins, String domain,
            Clock clock) {
        this.functions = functions;
        this.issuer = issuer;
        this.origins = origins;
        this.domain = domain;
        this.clock = clock;
    }

    private record Match(Route route, Map<String, String> parameters) {}

    void serve(HttpExchange exchange) throws IOException {
        var requestId = UUID.randomUUID().toString();
        exchange.getResponseHeaders().set("apigw-requestid", requestId);
        if (allowOrigin(exchange) && isPreflight(exchange)) {
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        var body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            exchange.getRequestBody().skip(Long.MAX_VALUE);
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
        call(exchange, route, event(exchange, match.get(), claims.orElse(null), body, requestId).toString());
    }

    private void call(HttpExchange exchange, Route route, String event) throws IOException {
        if (event.length() > LARGEST_EVENT) {
            message(exchange, 413, "Request Entity Too Large");
            return;
        }
        try {
            var function = functions.get(route.function());
            if (function == null) {
                throw new FunctionError("no such function: " + route.function());
            }
            write(exchange, JSON.readTree(function.invoke(event)));
        } catch (TimeoutException late) {
            message(exchange, 503, "Service Unavailable");
        } catch (FunctionError | JsonProcessingException broken) {
            LOG.atError().addKeyValue("route", route.key()).setCause(broken).log("the function failed");
            message(exchange, 500, "Internal Server Error");
        }
    }

    private static void write(HttpExchange exchange, JsonNode reply) throws IOException {
        var status = reply.path("statusCode").asInt(200);
        reply.path("headers").properties()
                .forEach(header -> exchange.getResponseHeaders().set(header.getKey(), header.getValue().asText()));
        reply.path("cookies").forEach(cookie -> exchange.getResponseHeaders().add("set-cookie", cookie.asText()));
        var text = reply.path("body").asText("");
        send(exchange, status, reply.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(text)
                : text.getBytes(UTF_8));
    }

    static void message(HttpExchange exchange, int status, String message) throws IOException {
        exchange.getResponseHeaders().set("content-type", "application/json");
        send(exchange, status, JSON.createObjectNode().put("message", message).toString().getBytes(UTF_8));
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static Optional<Match> match(HttpExchange exchange) {
        var segments = exchange.getRequestURI().getRawPath().split("/", -1);
        for (var route : Route.all()) {
            if (route.method().name().equals(exchange.getRequestMethod())) {
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

    private static Optional<String> bearer(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip());
    }

    private ObjectNode event(HttpExchange exchange, Match match, @Nullable JWTClaimsSet claims, byte[] body,
            String requestId) {
        var route = match.route();
        var rawPath = exchange.getRequestURI().getRawPath();
        var rawQuery = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        var headers = headers(exchange);
        var cookies = headers.remove("cookie");

        var event = JSON.createObjectNode().put("version", "2.0").put("routeKey", route.key()).put("rawPath", rawPath)
                .put("rawQueryString", rawQuery);
        if (cookies != null) {
            var array = event.putArray("cookies");
            for (var cookie : cookies.split("[;,] *")) {
                array.add(cookie);
            }
        }
        headers.forEach(event.putObject("headers")::put);
        var query = query(rawQuery);
        if (!query.isEmpty()) {
            query.forEach(event.putObject("queryStringParameters")::put);
        }
        var context = event.putObject("requestContext").put("accountId", "000000000000").put("apiId", "local")
                .put("domainName", domain).put("domainPrefix", "local").put("requestId", requestId)
                .put("routeKey", route.key()).put("stage", "$default").put("time", TIME.format(clock.instant()))
                .put("timeEpoch", clock.millis());
        context.putObject("http").put("method", exchange.getRequestMethod()).put("path", rawPath)
                .put("protocol", exchange.getProtocol()).put("sourceIp", "127.0.0.1")
                .put("userAgent", headers.getOrDefault("user-agent", ""));
        if (claims != null) {
            var jwt = context.putObject("authorizer").putObject("jwt");
            var target = jwt.putObject("claims");
            claims.getClaims().forEach((name, value) -> target.put(name, claim(value)));
            jwt.putNull("scopes");
        }
        if (!match.parameters().isEmpty()) {
            match.parameters().forEach(event.putObject("pathParameters")::put);
        }
        if (body.length > 0) {
            var text = isText(headers.getOrDefault("content-type", "")) ? utf8(body) : null;
            event.put("body", text == null ? Base64.getEncoder().encodeToString(body) : text);
            return event.put("isBase64Encoded", text == null);
        }
        return event.put("isBase64Encoded", false);
    }

    /// Names in lower case, repetitions joined.
    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new TreeMap<String, String>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT),
                String.join(",", values)));
        return headers;
    }

    /// The parsed query as API Gateway makes it: repetitions joined by commas, which is why nobody should read it.
    private static Map<String, String> query(String rawQuery) {
        var query = new LinkedHashMap<String, List<String>>();
        for (var part : rawQuery.split("&")) {
            if (!part.isEmpty()) {
                var equals = part.indexOf('=');
                query.computeIfAbsent(decode(equals < 0 ? part : part.substring(0, equals)), _ -> new ArrayList<>())
                        .add(decode(equals < 0 ? "" : part.substring(equals + 1)));
            }
        }
        return query.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                entry -> String.join(",", entry.getValue()), (first, _) -> first, LinkedHashMap::new));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            return text;
        }
    }

    private static String claim(Object value) {
        return switch (value) {
            case Date date -> String.valueOf(date.toInstant().getEpochSecond());
            case List<?> list -> list.toString();
            default -> value.toString();
        };
    }

    private static boolean isText(String contentType) {
        var type = contentType.toLowerCase(Locale.ROOT);
        return type.isEmpty() || type.startsWith("text/") || type.contains("json") || type.contains("xml")
                || type.contains("javascript") || type.startsWith("application/x-www-form-urlencoded");
    }

    private static @Nullable String utf8(byte[] body) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException noText) {
            return null;
        }
    }

    private boolean allowOrigin(HttpExchange exchange) {
        var origin = exchange.getRequestHeaders().getFirst("Origin");
        if (origin == null || !origins.contains(origin)) {
            return false;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("access-control-allow-origin", origin);
        headers.set("access-control-allow-credentials", "true");
        headers.set("access-control-expose-headers", "etag,link,location,retry-after,x-cache,x-request-id");
        if (isPreflight(exchange)) {
            headers.set("access-control-allow-methods", "GET,POST,PUT,DELETE");
            headers.set("access-control-allow-headers",
                    "authorization,cache-control,content-type,idempotency-key,if-none-match");
            headers.set("access-control-max-age", "600");
        }
        return true;
    }

    private static boolean isPreflight(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("OPTIONS")
                && exchange.getRequestHeaders().containsKey("Access-Control-Request-Method");
    }
}
