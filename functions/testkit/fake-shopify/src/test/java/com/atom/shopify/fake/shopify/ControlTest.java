package com.atom.shopify.fake.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlTest {
    private static final String QUERY = "query Look { products(first: 10) { nodes { title } } }";
    private FakeShopify shopify;
    private Merchant merchant;

    @BeforeEach
    void start() {
        shopify = FakeShopify.start(FakeShopify.Options.DEFAULT);
        merchant = new Merchant(shopify, "control.myshopify.com");
    }

    @AfterEach
    void stop() {
        shopify.close();
    }

    @Test
    void setsAShopUp() {
        var answer = merchant.control("PUT", "/shops/control.myshopify.com",
                """
                        {"currency":"JPY","iana_timezone":"Asia/Tokyo","plan":"plus","seed":{"products":30},"gid":"gid://shopify/Shop/77",
                         "access_token_ttl":"PT2H","refresh_token_ttl":"P10D"}""");
        JsonNode pair = merchant.install(Merchant.ALL);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(pair.path("expires_in").asInt()).isEqualTo(7_200);
        assertThat(pair.path("refresh_token_expires_in").asInt()).isEqualTo(864_000);
        JsonNode body = Merchant.body(merchant.graphql(pair.path("access_token").asText(),
                """
                        { shop { id currencyCode ianaTimezone timezoneOffsetMinutes plan { shopifyPlus } } productsCount { count }
                          products(first: 1) { nodes { variants(first: 1) { nodes { price } } } } }""",
                Map.of()));
        assertThat(body.at("/data/shop/id").asText()).isEqualTo("gid://shopify/Shop/77");
        assertThat(body.at("/data/shop/currencyCode").asText()).isEqualTo("JPY");
        assertThat(body.at("/data/shop/timezoneOffsetMinutes").asInt()).isEqualTo(540);
        assertThat(body.at("/data/productsCount/count").asInt()).isEqualTo(30);
        assertThat(body.at("/data/products/nodes/0/variants/nodes/0/price").asText()).isEqualTo("24");
        assertThat(body.at("/extensions/cost/throttleStatus/maximumAvailable").asInt()).isEqualTo(20_000);
    }

    @Test
    void setsOrdersUp() {
        String token = merchant.accessToken();
        String counts = "{ ordersCount { count } productsCount { count } }";
        JsonNode set = Merchant.body(merchant.control("PUT", "/shops/control.myshopify.com",
                "{\"currency\":\"EUR\",\"seed\":{\"orders\":7},\"search_lag\":\"PT2S\",\"job_delay\":\"PT3S\"}"));
        JsonNode orders = Merchant.body(merchant.graphql(token,
                "{ orders(first: 9) { nodes { currencyCode } } productsCount { count } }", Map.of())).path("data");
        merchant.control("PUT", "/shops/control.myshopify.com", "{\"seed\":\"empty\"}");

        assertThat(set.path("orders").asInt()).isEqualTo(7);
        assertThat(set.path("search_lag").asText()).isEqualTo("PT2S");
        assertThat(set.path("job_delay").asText()).isEqualTo("PT3S");
        assertThat(orders.findValuesAsText("currencyCode")).isNotEmpty().containsOnly("EUR");
        assertThat(orders.at("/productsCount/count").asInt()).isEqualTo(Seed.FEW);
        assertThat(Merchant.body(merchant.graphql(token, counts, Map.of())).findValuesAsText("count"))
                .containsOnly("0");
        assertThat(status("PUT", "/shops/a.myshopify.com", "{\"seed\":{\"orders\":-1}}")).isEqualTo(400);
        assertThat(status("PUT", "/shops/a.myshopify.com", "{\"job_delay\":\"soon\"}")).isEqualTo(400);
    }

    @Test
    void refusesNonsense() {
        assertThat(status("PUT", "/shops/not-a-shop.example", "{}")).isEqualTo(400);
        assertThat(status("PUT", "/shops/a.myshopify.com", "{\"currency\":\"XXXX\"}")).isEqualTo(400);
        assertThat(status("PUT", "/shops/a.myshopify.com", "{\"seed\":\"huge\"}")).isEqualTo(400);
        assertThat(status("PUT", "/shops/a.myshopify.com", "{\"colour\":\"red\"}")).isEqualTo(400);
        assertThat(status("PUT", "/shops/a.myshopify.com", "[]")).isEqualTo(400);
        assertThat(status("POST", "/mischief", "{\"kind\":\"earthquake\"}")).isEqualTo(400);
        assertThat(status("POST", "/mischief", "{\"kind\":\"partial\",\"at\":\"token\"}")).isEqualTo(400);
        assertThat(status("POST", "/mischief", "{\"kind\":\"status\",\"at\":\"webhook\"}")).isEqualTo(400);
        assertThat(status("POST", "/mischief", "{\"kind\":\"drop\",\"at\":\"token\"}")).isEqualTo(400);
        assertThat(
                status("POST", "/mischief", "{\"kind\":\"rotate_secret\",\"secret\":\"a\",\"client_id\":\"nobody\"}"))
                .isEqualTo(400);
        assertThat(status("POST", "/mischief", "{\"kind\":\"stall\",\"delay\":\"soon\"}")).isEqualTo(400);
        assertThat(status("POST", "/clock", "{}")).isEqualTo(400);
        assertThat(status("POST", "/party", "{}")).isEqualTo(404);
        assertThat(merchant.control("POST", "/mischief", "{\"kind\":\"earthquake\"}").body()).contains("earthquake");
    }

    @Test
    void throttlesOnOrderForAsLongAsOrdered() {
        String token = merchant.accessToken();
        order("{\"kind\":\"throttle\",\"delay\":\"PT0.05S\",\"operation\":\"Look\"}");

        JsonNode other = Merchant.body(merchant.graphql(token, "query Other { shop { id } }", Map.of()));
        JsonNode throttled = Merchant.body(merchant.graphql(token, QUERY, Map.of()));
        JsonNode after = Merchant.body(merchant.graphql(token, QUERY, Map.of()));

        assertThat(other.has("errors")).isFalse();
        assertThat(throttled.at("/errors/0/extensions/code").asText()).isEqualTo("THROTTLED");
        assertThat(throttled.at("/extensions/cost/requestedQueryCost").asInt()
                - throttled.at("/extensions/cost/throttleStatus/currentlyAvailable").asInt()).isEqualTo(5);
        assertThat(after.has("errors")).isFalse();
    }

    @Test
    void answersAnyStatusOnOrder() {
        String token = merchant.accessToken();
        order("{\"kind\":\"status\",\"status\":502,\"times\":2}");
        order("{\"kind\":\"status\",\"status\":429,\"headers\":{\"Retry-After\":\"7\"}}");
        order("{\"kind\":\"body\",\"body\":\"<html>oops\"}");

        assertThat(merchant.graphql(token, QUERY, Map.of()).statusCode()).isEqualTo(502);
        assertThat(merchant.graphql(token, QUERY, Map.of()).statusCode()).isEqualTo(502);
        var busy = merchant.graphql(token, QUERY, Map.of());
        assertThat(busy.statusCode()).isEqualTo(429);
        assertThat(busy.headers().firstValue("Retry-After")).contains("7");
        assertThat(merchant.graphql(token, QUERY, Map.of()).body()).isEqualTo("<html>oops");
        assertThat(merchant.graphql(token, QUERY, Map.of()).statusCode()).isEqualTo(200);
    }

    @Test
    void cutsTheConnectionBeforeOrAfterTheWork() {
        String token = merchant.accessToken();
        String create = "mutation Make($t: String!) { productCreate(product: {title: $t}) { product { id } userErrors { message } } }";
        order("{\"kind\":\"cut\"}");
        order("{\"kind\":\"cut\",\"when\":\"after\"}");

        assertThatThrownBy(() -> merchant.graphql(token, create, Map.of("t", "Never")))
                .isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> merchant.graphql(token, create, Map.of("t", "Lost answer")))
                .isInstanceOf(UncheckedIOException.class);
        var titles = Merchant.body(merchant.graphql(token, "{ products(first: 50) { nodes { title } } }", Map.of()))
                .findValuesAsText("title");
        assertThat(titles).contains("Lost answer").doesNotContain("Never");
    }

    @Test
    void answersLateOnOrder() {
        String token = merchant.accessToken();
        order("{\"kind\":\"stall\",\"delay\":\"PT0.3S\"}");

        long before = System.nanoTime();
        var answer = merchant.graphql(token, QUERY, Map.of());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(300_000_000L);
    }

    @Test
    void answersInPartOnOrder() {
        String token = merchant.accessToken();
        order("{\"kind\":\"partial\"}");
        order("{\"kind\":\"partial\",\"path\":[\"products\",\"nodes\",1,\"title\"]}");

        JsonNode whole = Merchant.body(merchant.graphql(token, QUERY, Map.of()));
        JsonNode field = Merchant.body(merchant.graphql(token, QUERY, Map.of()));

        assertThat(whole.at("/data/products").isNull()).isTrue();
        assertThat(whole.at("/errors/0/extensions/code").asText()).isEqualTo("INTERNAL_SERVER_ERROR");
        assertThat(field.at("/data/products/nodes/0/title").isNull()).isFalse();
        assertThat(field.at("/data/products/nodes/1/title").isNull()).isTrue();
    }

    @Test
    void spoilsTheTokenEndpointOnOrder() {
        order("{\"kind\":\"without_expires_in\",\"at\":\"token\",\"operation\":\"authorization_code\"}");
        order("{\"kind\":\"status\",\"status\":520,\"at\":\"token\"}");

        assertThat(merchant.install("read_products").has("expires_in")).isFalse();
        assertThat(merchant.token("grant_type", "refresh_token", "refresh_token", "any").statusCode()).isEqualTo(520);
    }

    @Test
    void revokesAndRotatesAtOnce() {
        String token = merchant.accessToken();
        order("{\"kind\":\"revoke\",\"shop\":\"control.myshopify.com\"}");
        order("{\"kind\":\"rotate_secret\",\"secret\":\"another\"}");

        var parameters = merchant.approved("read_products");

        assertThat(merchant.graphql(token, QUERY, Map.of()).statusCode()).isEqualTo(401);
        assertThat(QuerySignature.of(new TreeMap<>(parameters), "another")).isEqualTo(parameters.get("hmac"));
        assertThat(merchant.token("code", parameters.getOrDefault("code", ""), "expiring", "1").statusCode())
                .isEqualTo(200);
        order("{\"kind\":\"rotate_secret\",\"secret\":\"third\",\"keep_old\":false}");
        assertThat(merchant.token("code", "any").statusCode()).isEqualTo(401);
    }

    @Test
    void movesAgesButNotTheTime() {
        String token = merchant.accessToken();

        merchant.control("POST", "/clock", "{\"advance\":\"PT61M\"}");

        assertThat(merchant.graphql(token, QUERY, Map.of()).statusCode()).isEqualTo(401);
        long now = Instant.now().getEpochSecond();
        assertThat(Long.parseLong(merchant.approved("read_products").getOrDefault("timestamp", "0")))
                .isBetween(now - 5, now + 5);
        merchant.control("POST", "/clock", "{\"skew\":\"-PT10M\"}");
        assertThat(Long.parseLong(merchant.approved("read_products").getOrDefault("timestamp", "0")))
                .isLessThan(now - 500);
    }

    @Test
    void listsWhatHappenedWithoutASecret() {
        JsonNode pair = merchant.install(Merchant.ALL);
        String token = pair.path("access_token").asText();
        merchant.graphql("2023-10", token, QUERY, Map.of());
        merchant.token("grant_type", "refresh_token", "refresh_token", "nobody");

        var requests = merchant.control("GET", "/requests?shop=control.myshopify.com", "");
        var exchanges = merchant.control("GET", "/token-exchanges?shop=control.myshopify.com", "");

        assertThat(Merchant.body(requests).at("/0/operation").asText()).isEqualTo("Look");
        assertThat(Merchant.body(requests).at("/0/served_version").asText()).isEqualTo("2026-01");
        assertThat(Merchant.body(requests).at("/0/points/actual").asInt()).isPositive()
                .isLessThanOrEqualTo(Merchant.body(requests).at("/0/points/requested").asInt());
        assertThat(Duration.parse(Merchant.body(requests).at("/0/took").asText())).isPositive();
        assertThat(Merchant.body(exchanges).findValuesAsText("grant_type")).containsExactly("authorization_code",
                "refresh_token");
        assertThat(Merchant.body(exchanges).findValuesAsText("status")).containsExactly("200", "401");
        assertThat(requests.body() + exchanges.body()).doesNotContain(token, "local-secret",
                pair.path("refresh_token").asText());
        assertThat(Merchant.body(merchant.control("GET", "/requests?shop=other.myshopify.com", ""))).isEmpty();
        assertThat(Merchant.body(merchant.control("GET", "/deliveries", ""))).isEmpty();
    }

    @Test
    void forgetsAllOnReset() {
        String token = merchant.accessToken();
        order("{\"kind\":\"status\",\"status\":500}");

        merchant.control("POST", "/reset", "");

        assertThat(merchant.graphql(token, QUERY, Map.of()).statusCode()).isEqualTo(401);
        assertThat(Merchant.body(merchant.control("GET", "/token-exchanges", ""))).isEmpty();
    }

    @Test
    void refusesABodyWithoutEnd() {
        var answer = merchant.post("/control.myshopify.com/admin/api/2026-10/graphql.json",
                "x".repeat(9 * 1024 * 1024));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void servesManyAtOnce() {
        var store = new Store(shopify, "busy.myshopify.com");
        merchant.control("PUT", "/shops/busy.myshopify.com", "{\"plan\":\"plus\",\"seed\":\"empty\"}");
        String create = "mutation Make { productCreate(product: {title: \"Same\"}) { product { handle } userErrors { message } } }";

        List<String> handles = IntStream.range(0, 100).parallel()
                .mapToObj(number -> store.data(create).at("/productCreate/product/handle").asText()).toList();

        assertThat(handles).hasSize(100).doesNotHaveDuplicates();
    }

    private void order(String mischief) {
        assertThat(status("POST", "/mischief", mischief)).isEqualTo(200);
    }

    private int status(String method, String path, String body) {
        return merchant.control(method, path, body).statusCode();
    }
}
