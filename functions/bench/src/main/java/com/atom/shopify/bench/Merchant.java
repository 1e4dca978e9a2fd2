package com.atom.shopify.bench;

import com.atom.shopify.local.LocalPlatform;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/// A user with one connected store of 60 products, whose budget at Shopify is the largest there is.
final class Merchant {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int ENTERPRISE = 40_000;

    private final LocalPlatform platform;
    private final String shop;
    private final String token;

    private Merchant(LocalPlatform platform, String name) {
        this.platform = platform;
        this.shop = name + ".myshopify.com";
        this.token = platform.token(name);
    }

    /// The user and the shop have the same name.
    static Merchant connect(LocalPlatform platform, String name) throws IOException {
        return connect(platform, name, "\"products\":60");
    }

    static Merchant connect(LocalPlatform platform, String name, String seed) throws IOException {
        var merchant = of(platform, name, seed);
        var begun = answer(merchant.request(platform.api() + "/api/auth/shopify/authorize?shop=" + merchant.shop));
        var cookies = begun.headers().allValues("set-cookie").stream().map(cookie -> cookie.split(";", 2)[0])
                .collect(Collectors.joining("; "));
        var consent = JSON.readTree(begun.body()).at("/data/authorize_url").asText();
        answer(merchant.request(approved(consent)).header("Cookie", cookies));
        return merchant;
    }

    /// A shop that is not connected.
    static Merchant of(LocalPlatform platform, String name, String seed) throws IOException {
        var merchant = new Merchant(platform, name);
        merchant.control("{\"plan\":\"enterprise\",\"seed\":{" + seed + "}}");
        return merchant;
    }

    String shop() {
        return shop;
    }

    /// A request of this user at one of the platform's addresses.
    HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).header("Accept", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    /// Fills the store's budget at Shopify up.
    void refill() throws IOException {
        control("{\"points\":" + ENTERPRISE + "}");
    }

    /// What the store was asked for at Shopify.
    JsonNode requestsAtShopify() throws IOException {
        return JSON.readTree(
                answer(HttpRequest.newBuilder(at("/_control/requests?shop=" + shop))).body());
    }

    /// A token for this store from its own consent, for a client that talks to Shopify directly.
    String accessToken(String scopes) throws IOException {
        var code = approved(at("/" + shop + "/admin/oauth/authorize?client_id=local-key&scope=" + scopes
                + "&state=bench&redirect_uri=http%3A%2F%2F127.0.0.1%2Fbench").toString())
                .replaceAll(".*[?&]code=([^&]+).*", "$1");
        var asked = JSON.writeValueAsString(Map.of("client_id", "local-key", "client_secret", "local-secret", "code",
                code, "expiring", "1"));
        return JSON.readTree(answer(HttpRequest.newBuilder(at("/" + shop + "/admin/oauth/access_token"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(asked))).body())
                .path("access_token").asText();
    }

    /// What the Admin API answers.
    JsonNode graphql(String accessToken, String document, Map<String, Object> variables) throws IOException {
        var answer = JSON.readTree(answer(HttpRequest.newBuilder(at("/" + shop + "/admin/api/2026-10/graphql.json"))
                .header("Content-Type", "application/json").header("X-Shopify-Access-Token", accessToken)
                .POST(HttpRequest.BodyPublishers
                        .ofString(JSON.writeValueAsString(Map.of("query", document, "variables", variables)))))
                .body());
        if (answer.has("errors")) {
            throw new IOException(answer.path("errors").toString());
        }
        return answer.path("data");
    }

    static HttpResponse<String> answer(HttpRequest.Builder request) throws IOException {
        try {
            var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 400) {
                throw new IOException(response.uri().getPath() + " answered " + response.statusCode());
            }
            return response;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    private void control(String body) throws IOException {
        answer(HttpRequest.newBuilder(at("/_control/shops/" + shop)).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private URI at(String path) {
        return URI.create(platform.shopify() + path);
    }

    /// Where Shopify sends the browser after "Install".
    private static String approved(String consentPage) throws IOException {
        return answer(HttpRequest.newBuilder(URI.create(consentPage + "&_auto_approve=1"))).headers()
                .firstValue("location").orElseThrow();
    }
}
