package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.routes.Route;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An event of API Gateway's payload format 2.0 for one request.
record ProxyEvent(Route route, Map<String, String> parameters, String domain, String requestId, Instant time) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Set<String> NOT_PASSED_ON = Set.of("connection", "keep-alive", "transfer-encoding", "upgrade");
    /// Every other type, `application/x-www-form-urlencoded` among them, arrives in Base64.
    private static final Pattern TEXT = Pattern.compile("text/.*|application/(json|xml|javascript)|.*\\+(json|xml)");

    String of(HttpExchange exchange, Optional<JWTClaimsSet> claims, byte[] body) {
        var rawPath = exchange.getRequestURI().getRawPath();
        var rawQuery = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        var headers = headers(exchange);

        var event = JSON.createObjectNode().put("version", "2.0").put("routeKey", route.key()).put("rawPath", rawPath)
                .put("rawQueryString", rawQuery);
        var cookies = cookies(exchange);
        if (!cookies.isEmpty()) {
            cookies.forEach(event.putArray("cookies")::add);
        }
        headers.forEach(event.putObject("headers")::put);
        var query = query(rawQuery);
        if (!query.isEmpty()) {
            query.forEach(event.putObject("queryStringParameters")::put);
        }
        var context = event.putObject("requestContext").put("accountId", "000000000000").put("apiId", "local")
                .put("domainName", domain).put("domainPrefix", domain.replaceFirst("[.].*", ""))
                .put("requestId", requestId).put("routeKey", route.key()).put("stage", "$default")
                .put("time", TIME.format(time)).put("timeEpoch", time.toEpochMilli());
        claims.ifPresent(verified -> authorize(context, verified));
        context.putObject("http").put("method", exchange.getRequestMethod()).put("path", rawPath)
                .put("protocol", exchange.getProtocol()).put("sourceIp", source(exchange))
                .put("userAgent", headers.getOrDefault("user-agent", ""));
        if (!parameters.isEmpty()) {
            parameters.forEach(event.putObject("pathParameters")::put);
        }
        return body(event, headers.getOrDefault("content-type", "text/plain"), body).toString();
    }

    private static void authorize(ObjectNode context, JWTClaimsSet verified) {
        var jwt = context.putObject("authorizer").putObject("jwt");
        var claims = jwt.putObject("claims");
        verified.getClaims().forEach((name, value) -> claims.put(name, claim(name, value)));
        jwt.putNull("scopes");
    }

    /// API Gateway makes every claim a string: numbers as digits, lists in brackets with spaces between. An audience of one is
    /// no list.
    private static String claim(String name, Object value) {
        return switch (value) {
            case Date date -> String.valueOf(date.toInstant().getEpochSecond());
            case List<?> list when name.equals("aud") && list.size() == 1 -> String.valueOf(list.getFirst());
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"));
            default -> value.toString();
        };
    }

    private static ObjectNode body(ObjectNode event, String contentType, byte[] body) {
        if (body.length == 0) {
            return event.put("isBase64Encoded", false);
        }
        var type = contentType.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip();
        if (TEXT.matcher(type).matches()) {
            try {
                var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
                return event.put("body", text).put("isBase64Encoded", false);
            } catch (CharacterCodingException noText) {
                // falls through: bytes stay bytes
            }
        }
        return event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);
    }

    /// Names in lower case, repetitions joined; cookies have an array of their own.
    private Map<String, String> headers(HttpExchange exchange) {
        var headers = new TreeMap<String, String>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT),
                String.join(",", values)));
        headers.remove("cookie");
        headers.keySet().removeAll(NOT_PASSED_ON);
        headers.merge("x-forwarded-for", source(exchange), (before, last) -> before + ", " + last);
        headers.put("x-forwarded-port", String.valueOf(exchange.getLocalAddress().getPort()));
        headers.put("x-forwarded-proto", "http");
        headers.put("x-amzn-trace-id", TraceId.of(requestId));
        return headers;
    }

    /// A cookie's value may hold commas, so only semicolons separate.
    private static List<String> cookies(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().get("Cookie")).stream().flatMap(List::stream)
                .flatMap(header -> Stream.of(header.split(";"))).map(String::strip).filter(cookie -> !cookie.isEmpty())
                .toList();
    }

    /// The parsed query as API Gateway makes it: repetitions joined by commas, which is why nobody should read it.
    private static Map<String, String> query(String rawQuery) {
        return Stream.of(rawQuery.split("&")).filter(part -> !part.isEmpty()).map(part -> part.split("=", 2))
                .collect(Collectors.toMap(pair -> decode(pair[0]), pair -> pair.length < 2 ? "" : decode(pair[1]),
                        (first, second) -> first + "," + second, LinkedHashMap::new));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            return text;
        }
    }

    private static String source(HttpExchange exchange) {
        return exchange.getRemoteAddress().getAddress().getHostAddress();
    }
}
