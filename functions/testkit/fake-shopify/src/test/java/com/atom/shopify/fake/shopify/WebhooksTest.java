package com.atom.shopify.fake.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {
    private static final String SHOP = "hooks.myshopify.com";
    private FakeShopify shopify;
    private Receiver receiver;
    private Store store;

    @BeforeEach
    void start() {
        shopify = FakeShopify.start(FakeShopify.Options.DEFAULT);
        receiver = new Receiver();
        store = new Store(shopify, SHOP);
    }

    @AfterEach
    void stop() {
        shopify.close();
        receiver.close();
    }

    @Test
    void signsTheBytesAndSaysWhereTheyComeFrom() {
        configure("products/create");

        JsonNode made = product("Lamp <b>é</b>");
        Receiver.Received one = receiver.await("products/create");

        assertThat(one.path()).isEqualTo("/app");
        assertThat(one.header("X-Shopify-Hmac-Sha256")).isEqualTo(hmac(one.body(), "local-secret"));
        assertThat(one.header("X-Shopify-Shop-Domain")).isEqualTo(SHOP);
        assertThat(one.header("X-Shopify-API-Version")).isEqualTo("2026-10");
        assertThat(one.header("Content-Type")).isEqualTo("application/json");
        assertThat(one.header("X-Shopify-Webhook-Id")).hasSize(36).isNotEqualTo(one.header("X-Shopify-Event-Id"));
        assertThat(Instant.parse(one.header("X-Shopify-Triggered-At"))).isBefore(Instant.now().plusSeconds(5));
        assertThat(one.json().path("admin_graphql_api_id")).isEqualTo(made.path("id"));
        assertThat(one.json().path("title").asText()).isEqualTo("Lamp <b>é</b>");
    }

    @Test
    void tellsTwoSubscriptionsOfOneEventApart() {
        configure("products/create");
        subscribe("PRODUCTS_CREATE", receiver.uri("/one"), "first");
        subscribe("PRODUCTS_CREATE", receiver.uri("/two"), null);

        product("Lamp");
        List<Receiver.Received> all = receiver.await("products/create", 3);

        assertThat(all).extracting(Receiver.Received::path).containsExactlyInAnyOrder("/app", "/one", "/two");
        assertThat(all).extracting(one -> one.header("X-Shopify-Event-Id")).containsOnly(all.getFirst()
                .header("X-Shopify-Event-Id"));
        assertThat(all).extracting(one -> one.header("X-Shopify-Webhook-Id")).doesNotHaveDuplicates();
        assertThat(all).extracting(one -> one.header("X-Shopify-Name")).containsExactlyInAnyOrder("", "first", "");
        assertThat(all).extracting(Receiver.Received::text).containsOnly(all.getFirst().text());
    }

    @Test
    void triesAgainEightTimesInFourHours() {
        configure("products/create");
        receiver.answer(302);
        product("Lamp");
        receiver.await("products/create", 1);

        int attempts = 1;
        for (Duration gap : Delivery.GAPS) {
            advance(gap.minusSeconds(1));
            awaitState("failed", attempts);
            advance(Duration.ofSeconds(1));
            attempts++;
            receiver.await("products/create", attempts);
        }
        awaitState("given_up", 9);
        advance(Duration.ofDays(1));

        assertThat(Delivery.GAPS.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofHours(4));
        assertThat(Delivery.GAPS).isSorted();
        assertThat(receiver.all()).extracting(one -> one.header("X-Shopify-Webhook-Id")).hasSize(9).containsOnly(
                receiver.all().getFirst().header("X-Shopify-Webhook-Id"));
        JsonNode only = deliveries().get(0);
        assertThat(only.findValuesAsText("status")).hasSize(9).containsOnly("302");
        assertThat(only.toString()).doesNotContain("Lamp", "local-secret");
    }

    @Test
    void isTakenWithTheNextTryThatSucceeds() {
        configure("products/create");
        receiver.answer(500);
        product("Lamp");
        awaitState("failed", 1);

        receiver.answer(204);
        advance(Duration.ofMinutes(1));
        awaitState("delivered", 2);

        assertThat(deliveries().get(0).findValuesAsText("status")).containsExactly("500", "204");
    }

    @Test
    void endsASubscriptionThatFailedEightTimesInARow() {
        configure("products/create");
        subscribe("PRODUCTS_CREATE", receiver.uri("/one"), null);
        receiver.answer(500);
        for (int number = 0; number < 7; number++) {
            product("Lamp " + number);
        }
        awaitFailures(7);
        assertThat(subscriptions()).isEqualTo(1);
        product("Lamp");
        awaitFailures(8);

        Awaitility.await().until(() -> subscriptions() == 0);
        receiver.forget();
        receiver.answer(200);
        product("One more");

        assertThat(receiver.await("products/create").path()).isEqualTo("/app");
        assertThat(states("/one")).containsOnly("given_up");
    }

    @Test
    void countsFailuresInARowOnly() {
        subscribe("PRODUCTS_CREATE", receiver.uri("/one"), null);
        for (int number = 0; number < 10; number++) {
            receiver.answer(number == 5 ? 200 : 500);
            product("Lamp " + number);
            int so = number + 1;
            Awaitility.await().until(() -> deliveries().findValuesAsText("status").size() == so);
        }

        assertThat(subscriptions()).isEqualTo(1);
    }

    @Test
    void signsWithTheNewSecretAndForAWhileWithTheOldOne() {
        configure("products/create");
        store.merchant().control("POST", "/mischief",
                "{\"kind\":\"rotate_secret\",\"secret\":\"second\",\"old_signs_for\":\"PT1H\"}");
        product("Before");
        Receiver.Received before = receiver.await("products/create");
        receiver.forget();
        advance(Duration.ofHours(1));
        store = new Store(shopify, SHOP);
        product("After");
        Receiver.Received after = receiver.await("products/create");
        receiver.forget();
        store.merchant().control("POST", "/mischief", "{\"kind\":\"rotate_secret\",\"secret\":\"third\"}");
        product("At once");

        assertThat(before.header("X-Shopify-Hmac-Sha256")).isEqualTo(hmac(before.body(), "local-secret"));
        assertThat(after.header("X-Shopify-Hmac-Sha256")).isEqualTo(hmac(after.body(), "second"));
        Receiver.Received atOnce = receiver.await("products/create");
        assertThat(atOnce.header("X-Shopify-Hmac-Sha256")).isEqualTo(hmac(atOnce.body(), "third"));
    }

    @Test
    void comesTwiceOnOrderUnderOneId() {
        configure("products/create");
        mischief("duplicate", "products/create");

        product("Lamp");
        List<Receiver.Received> both = receiver.await("products/create", 2);

        assertThat(both.get(0).header("X-Shopify-Webhook-Id")).isEqualTo(both.get(1).header("X-Shopify-Webhook-Id"));
        awaitState("delivered", 2);
    }

    @Test
    void isOvertakenOnOrder() {
        configure("products/create");
        mischief("reorder", "products/create");

        product("First");
        product("Second");

        assertThat(receiver.await("products/create", 2)).extracting(one -> one.json().path("title").asText())
                .containsExactly("Second", "First");
    }

    @Test
    void comesLateOrNeverOnOrder() {
        configure("products/create");
        mischief("drop", "products/create");
        product("Lost");
        store.merchant().control("POST", "/mischief", "{\"kind\":\"delay\",\"delay\":\"PT1H\"}");
        product("Late");
        product("Plain");
        receiver.await("products/create", 1);
        assertThat(deliveries().findValuesAsText("state")).containsExactly("given_up", "waiting", "delivered");
        assertThat(deliveries().get(0).path("attempts")).isEmpty();

        advance(Duration.ofHours(1));

        assertThat(receiver.await("products/create", 2)).extracting(one -> one.json().path("title").asText())
                .containsExactly("Plain", "Late");
    }

    @Test
    void reachesOnlyAppsWhoseScopesAllowIt() {
        configure("orders/create");
        var merchant = store.merchant();
        merchant.control("POST", "/scopes", Merchant.json(Map.of("shop", SHOP, "scopes", "write_products")));
        JsonNode own = Merchant.body(merchant.control("POST", "/own-app",
                Merchant.json(Map.of("shop", SHOP, "scope", "write_orders"))));
        String token = Merchant.body(merchant.token("grant_type", "client_credentials", "client_id",
                own.path("client_id").asText(), "client_secret", own.path("client_secret").asText()))
                .path("access_token").asText();

        order(merchant, token, "Unheard");
        merchant.control("POST", "/scopes", Merchant.json(Map.of("shop", SHOP, "scopes", "read_orders")));
        order(merchant, token, "Heard");

        assertThat(receiver.await("orders/create").json().at("/line_items/0/title").asText()).isEqualTo("Heard");
    }

    private static void order(Merchant merchant, String token, String title) {
        var answer = merchant.graphql(token, """
                mutation M($l: [OrderCreateLineItemInput!]) { orderCreate(order: {lineItems: $l}) {
                  order { id } userErrors { message } } }""",
                Map.of("l", List.of(OrderDesk.item(title, "1.00", 1))));
        assertThat(Merchant.body(answer).at("/data/orderCreate/order").hasNonNull("id")).as(answer.body()).isTrue();
    }

    @Test
    void keepsOwnAppsApart() {
        configure("products/create");
        var merchant = store.merchant();
        JsonNode own = Merchant.body(merchant.control("POST", "/own-app",
                Merchant.json(Map.of("shop", SHOP, "client_id", "own", "scope", "write_products"))));
        merchant.control("PUT", "/app", Merchant.json(Map.of("client_id", "own", "webhook_uri",
                receiver.uri("/own"), "topics", List.of("products/create", "app/uninstalled"))));

        product("Lamp");
        List<Receiver.Received> both = receiver.await("products/create", 2);
        merchant.control("POST", "/uninstall", Merchant.json(Map.of("shop", SHOP, "client_id", "own")));
        Receiver.Received gone = receiver.await("app/uninstalled");
        receiver.forget();
        product("Another lamp");

        Receiver.Received mine = both.stream().filter(one -> one.path().equals("/own")).findFirst().orElseThrow();
        assertThat(mine.header("X-Shopify-Hmac-Sha256"))
                .isEqualTo(hmac(mine.body(), own.path("client_secret").asText()));
        assertThat(gone.path()).isEqualTo("/own");
        assertThat(receiver.await("products/create").path()).isEqualTo("/app");
    }

    @Test
    void sendsComplianceTopicsByTheConfigurationOnly() {
        store.merchant().control("PUT", "/app", Merchant.json(Map.of("webhook_uri", receiver.uri("/app"),
                "compliance", true)));
        store.merchant().control("POST", "/uninstall", Merchant.json(Map.of("shop", SHOP)));

        compliance("shop/redact");
        compliance("customers/redact", "customer_id", 9_007_199_254_740_993L, "orders",
                List.of(9_007_199_254_740_995L));
        compliance("customers/data_request", "customer_id", 191_167L, "orders", List.of());

        assertThat(receiver.await("shop/redact").json().fieldNames()).toIterable().containsExactly("shop_id",
                "shop_domain");
        assertThat(receiver.await("customers/redact").text()).contains("\"orders_to_redact\":[9007199254740995]",
                "\"id\":9007199254740993");
        assertThat(receiver.await("customers/data_request").json().at("/data_request/id").isIntegralNumber())
                .isTrue();
        assertThat(store.merchant().control("POST", "/compliance",
                "{\"shop\":\"hooks.myshopify.com\",\"topic\":\"orders/create\"}").statusCode()).isEqualTo(400);
        assertThat(store.merchant().control("PUT", "/app", Merchant.json(Map.of("webhook_uri", receiver.uri("/"),
                "topics", List.of("shop/redact")))).statusCode()).isEqualTo(400);
    }

    @Test
    void deliversWhatIsWrittenByHand() {
        configure("products/create");
        receiver.answer(401);

        var payload = deliver("payload", Map.of("id", 9_007_199_254_740_993L), Map.of());
        var raw = deliver("body", "not json", Map.of("X-Shopify-Hmac-Sha256", "forged", "x-shopify-topic", "odd"));
        var bytes = deliver("base64", "AP8=", Map.of("X-Custom", "yes"));
        var lacking = new LinkedHashMap<String, @Nullable Object>();
        lacking.put("X-Shopify-Hmac-Sha256", null);
        deliver("body", "", lacking);

        assertThat(payload.path("status").asInt()).isEqualTo(401);
        assertThat(raw.path("status").asInt()).isEqualTo(401);
        assertThat(bytes.path("status").asInt()).isEqualTo(401);
        List<Receiver.Received> all = receiver.all();
        assertThat(all.get(0).text()).isEqualTo("{\"id\":9007199254740993}");
        assertThat(all.get(0).header("X-Shopify-Hmac-Sha256")).isEqualTo(hmac(all.get(0).body(), "local-secret"));
        assertThat(all.get(1).text()).isEqualTo("not json");
        assertThat(all.get(1).headers().get("X-shopify-topic")).containsExactly("odd");
        assertThat(all.get(1).header("X-Shopify-Hmac-Sha256")).isEqualTo("forged");
        assertThat(all.get(2).body()).containsExactly(0, 255);
        assertThat(all.get(2).header("X-Custom")).isEqualTo("yes");
        assertThat(all.get(3).headers()).doesNotContainKey("X-shopify-hmac-sha256");
    }

    @Test
    void callsNobodyBeyondThisMachine() {
        assertThat(configured("https://example.com/hooks")).isEqualTo(400);
        assertThat(configured("http://example.com/hooks")).isEqualTo(400);
        assertThat(configured("http://127.0.0.1.example.com/")).isEqualTo(400);
        assertThat(configured("http://user@127.0.0.1/")).isEqualTo(400);
        assertThat(configured("nowhere")).isEqualTo(400);
        subscribe("PRODUCTS_CREATE", "https://example.com/hooks", null);
        subscribe("PRODUCTS_CREATE",
                "arn:aws:events:us-east-1::event-source/aws.partner/shopify.com/1/source", null);

        product("Lamp");

        assertThat(deliveries()).isEmpty();
        assertThat(subscriptions()).isEqualTo(2);
    }

    @Test
    void waitsFiveSecondsForAnAnswer() {
        configure("products/create");
        receiver.hang();

        product("Lamp");
        receiver.await("products/create", 1);
        awaitState("failed", 1);

        assertThat(deliveries().get(0).findValuesAsText("status")).containsExactly("0");
    }

    @Test
    void refusesNonsense() {
        for (String body : List.of("{}", "{\"shop\":\"hooks.myshopify.com\",\"topic\":\"orders/create\"}",
                "{\"shop\":\"hooks.myshopify.com\",\"topic\":\"orders/create\",\"body\":\"a\"}",
                "{\"shop\":\"hooks.myshopify.com\",\"topic\":\"orders/create\",\"body\":\"a\",\"payload\":{},"
                        + "\"uri\":\"http://127.0.0.1:9/\"}",
                "{\"shop\":\"hooks.myshopify.com\",\"topic\":\"orders/create\",\"base64\":\"?\","
                        + "\"uri\":\"http://127.0.0.1:9/\"}",
                "{\"shop\":\"hooks.myshopify.com\",\"topic\":\"orders/create\",\"body\":\"a\","
                        + "\"uri\":\"http://127.0.0.1:9/\",\"headers\":{\"Host\":\"example.com\"}}",
                "{\"shop\":\"hooks.myshopify.com\",\"topic\":\"orders/create\",\"body\":\"a\","
                        + "\"uri\":\"http://example.com/\"}")) {
            assertThat(store.merchant().control("POST", "/deliver", body).statusCode()).as(body).isEqualTo(400);
        }
        for (String body : List.of("{\"shop\":\"hooks.myshopify.com\",\"topic\":\"customers/redact\"}",
                "{\"shop\":\"hooks.myshopify.com\",\"topic\":\"customers/redact\",\"customer_id\":\"one\"}",
                "{\"shop\":\"nowhere\",\"topic\":\"shop/redact\"}")) {
            assertThat(store.merchant().control("POST", "/compliance", body).statusCode()).as(body).isEqualTo(400);
        }
    }

    @Test
    void notesThatNobodyAnswered() {
        String nobody = receiver.uri("/gone");
        receiver.close();
        store.merchant().control("PUT", "/app",
                Merchant.json(Map.of("webhook_uri", nobody, "topics", List.of("products/create"))));

        product("Lamp");

        awaitState("failed", 1);
        assertThat(deliveries().get(0).findValuesAsText("status")).containsExactly("0");
    }

    private void configure(String... topics) {
        assertThat(store.merchant().control("PUT", "/app", Merchant.json(Map.of("webhook_uri", receiver.uri("/app"),
                "topics", topics))).statusCode()).isEqualTo(200);
    }

    private int configured(String uri) {
        return store.merchant().control("PUT", "/app", Merchant.json(Map.of("webhook_uri", uri))).statusCode();
    }

    private void subscribe(String topic, String uri, @Nullable String name) {
        var input = new LinkedHashMap<String, @Nullable Object>(Map.of("uri", uri));
        input.put("name", name);
        assertThat(Store.problems(store.data("""
                mutation HookCreate($topic: WebhookSubscriptionTopic!, $sub: WebhookSubscriptionInput!) {
                  webhookSubscriptionCreate(topic: $topic, webhookSubscription: $sub) {
                    webhookSubscription { id } userErrors { field message } } }""",
                Map.of("topic", topic, "sub", input)))).isEmpty();
    }

    private int subscriptions() {
        return store.data("{ webhookSubscriptionsCount { count } }").at("/webhookSubscriptionsCount/count").asInt();
    }

    private JsonNode product(String title) {
        return store.data("mutation M($t: String!) { productCreate(product: {title: $t}) { product { id } "
                + "userErrors { message } } }", Map.of("t", title)).at("/productCreate/product");
    }

    private void mischief(String kind, String topic) {
        assertThat(store.merchant().control("POST", "/mischief", Merchant.json(Map.of("kind", kind, "at", "webhook",
                "operation", topic, "shop", SHOP))).statusCode()).isEqualTo(200);
    }

    private void compliance(String topic, Object... more) {
        var body = new LinkedHashMap<String, Object>(Map.of("shop", SHOP, "topic", topic));
        for (int at = 0; at < more.length; at += 2) {
            body.put(String.valueOf(more[at]), more[at + 1]);
        }
        assertThat(store.merchant().control("POST", "/compliance", Merchant.json(body)).statusCode()).isEqualTo(200);
    }

    private JsonNode deliver(String kind, Object body, Map<String, ? extends @Nullable Object> headers) {
        return Merchant.body(store.merchant().control("POST", "/deliver", Merchant.json(Map.of("shop", SHOP, "topic",
                "orders/create", kind, body, "headers", headers))));
    }

    private JsonNode deliveries() {
        return Merchant.body(store.merchant().control("GET", "/deliveries?shop=" + SHOP, ""));
    }

    private List<String> states(String path) {
        return StreamSupport.stream(deliveries().spliterator(), false)
                .filter(delivery -> delivery.path("uri").asText().endsWith(path))
                .map(delivery -> delivery.path("state").asText()).toList();
    }

    private void awaitState(String state, int attempts) {
        Awaitility.await(state).until(() -> deliveries().path(0).path("state").asText().equals(state)
                && deliveries().path(0).path("attempts").size() == attempts);
    }

    private void awaitFailures(int number) {
        Awaitility.await().until(() -> StreamSupport.stream(deliveries().spliterator(), false)
                .filter(delivery -> delivery.path("uri").asText().endsWith("/one"))
                .filter(delivery -> !delivery.path("attempts").isEmpty()).count() == number);
    }

    private void advance(Duration by) {
        store.merchant().control("POST", "/clock", Merchant.json(Map.of("advance", by.toString())));
    }

    private static String hmac(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
