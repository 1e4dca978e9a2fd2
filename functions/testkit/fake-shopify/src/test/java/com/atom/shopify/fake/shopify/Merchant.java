package com.atom.shopify.fake.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// An app, its merchant and the person at the control door, over plain HTTP as anybody would.
final class Merchant {
    static final String ALL = "write_products,read_orders";
    static final String REDIRECT = "http://127.0.0.1:9/callback";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;
    private final String shop;

    Merchant(FakeShopify shopify, String shop) {
        this.base = shopify.baseUri();
        this.shop = shop;
    }

    String shop() {
        return shop;
    }

    HttpResponse<String> authorize(String query) {
        return send(HttpRequest.newBuilder(base.resolve("/" + shop + "/admin/oauth/authorize?" + query)).GET());
    }

    /// The parameters that the merchant's browser brings to the callback.
    Map<String, String> approved(String scope) {
        var answer = authorize("client_id=local-key&scope=" + encoded(scope) + "&redirect_uri=" + encoded(REDIRECT)
                + "&state=nonce-1&_auto_approve=1");
        String location = answer.headers().firstValue("Location").orElseThrow();
        return Request.form(location.substring(location.indexOf('?') + 1));
    }

    HttpResponse<String> token(String... pairs) {
        var body = new LinkedHashMap<String, String>();
        body.put("client_id", "local-key");
        body.put("client_secret", "local-secret");
        for (int at = 0; at < pairs.length; at += 2) {
            body.put(pairs[at], pairs[at + 1]);
        }
        return post("/" + shop + "/admin/oauth/access_token", json(body), "Content-Type", "application/json");
    }

    /// A new pair of tokens, by the whole flow.
    JsonNode install(String scope) {
        return body(token("code", approved(scope).getOrDefault("code", ""), "expiring", "1"));
    }

    String accessToken() {
        return install(ALL).path("access_token").asText();
    }

    HttpResponse<String> graphql(String token, String query, Map<String, ?> variables) {
        return graphql("2026-10", token, query, variables);
    }

    HttpResponse<String> graphql(String version, String token, String query, Map<String, ?> variables) {
        return post("/" + shop + "/admin/api/" + version + "/graphql.json",
                json(Map.of("query", query, "variables", variables)), "Content-Type", "application/json",
                "X-Shopify-Access-Token", token);
    }

    HttpResponse<String> control(String method, String path, String body) {
        return send(HttpRequest.newBuilder(base.resolve("/_control" + path)).method(method,
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(base.resolve(path));
        return send((headers.length == 0 ? request : request.headers(headers))
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    static JsonNode body(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static JsonNode tree(Object value) {
        return JSON.valueToTree(value);
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.sendAsync(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString())
                    .get(30, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw new UncheckedIOException(new IOException(failure.getCause()));
        } catch (TimeoutException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
