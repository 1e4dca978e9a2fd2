package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atom.shopify.proof.ClientSecret;
import com.atom.shopify.proof.WebhookSignature;
import com.atom.shopify.routes.CommerceRoute;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.routes.Topic;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Delivers the sample of every topic as Shopify would and looks at what became of it, and brings the sample of every queue to its
/// function.
class SampleWebhooksIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ClientSecret SECRET = new ClientSecret("local-secret", Optional.empty());
    private static final String DELIVERIES = "/api/shopify/enhanced/webhooks/deliveries";

    private final String shop = Client.newShop();
    private final Client client = Client.ofNewUser().connect(shop);

    @ParameterizedTest
    @EnumSource
    void theSampleOfATopicHasItsOutcome(Topic topic) throws IOException {
        var sample = sample(topic);
        assertThat(sample.at("/headers/x-shopify-topic").asText()).isEqualTo(topic.header());
        if (topic == Topic.APP_UNINSTALLED) {
            Client.control("POST", "/uninstall", "{\"shop\":\"" + shop + "\"}");
        }

        assertThat(deliver(sample)).isEqualTo(200);

        if (topic == Topic.APP_UNINSTALLED) {
            await().atMost(PATIENCE).until(
                    () -> client.get("/api/shopify/products?limit=1").error().equals("404 store.not-found"));
            client.connect(shop);
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(outcomes())
                .containsExactly(topic.header() + " " + sample.path("outcome").asText()));
        assertThat(published()).containsExactlyElementsOf(
                sample.path("published").valueStream().map(JsonNode::asText).toList());
    }

    @ParameterizedTest
    @EnumSource
    void theSampleOfAQueueIsWorkedOn(Queue queue) throws Exception {
        var body = sample(Topic.PRODUCTS_UPDATE).path("body").toString().getBytes(UTF_8);
        var now = Instant.now();
        var values = Map.of("shop", shop, "now", now.toString(), "now_ms", String.valueOf(now.toEpochMilli()),
                "request_id", UUID.randomUUID().toString(), "digest",
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body)), "encoded_body",
                Base64.getEncoder().encodeToString(body));

        var answer = Running.platform().function(queue.consumer()).invoke(SampleEventsIT.filled(
                SampleEventsIT.resource("/events/queues/", queue.name() + ".json"), values));

        assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
        switch (queue) {
            case INBOX -> await().atMost(PATIENCE).untilAsserted(() -> assertThat(outcomes())
                    .containsExactly("products/update applied"));
            case JOBS -> assertThat(outcomes()).isEmpty();
        }
    }

    private JsonNode sample(Topic topic) throws IOException {
        var text = SampleEventsIT.resource("/events/webhooks/", topic.name() + ".json");
        return Client.JSON.readTree(SampleEventsIT.filled(text, values(text)));
    }

    private Map<String, String> values(String text) throws IOException {
        var values = new HashMap<>(Map.of("shop", shop, "request_id", UUID.randomUUID().toString(), "now",
                Instant.now().toString(), "shop_id", shopId()));
        if (text.contains("${order_id}")) {
            var order = SampleEventsIT.created(client, CommerceRoute.CREATE_ORDER);
            values.put("order_id", order.path("id").asText());
            values.put("line_item_id", order.at("/line_items/0/id").asText());
        }
        return values;
    }

    private String shopId() {
        var gid = client.get("/api/auth/shopify/stores").data().at("/0/admin_graphql_api_id").asText();
        return gid.substring(gid.lastIndexOf('/') + 1);
    }

    /// As Shopify does: signed over exactly these bytes.
    private static int deliver(JsonNode sample) {
        var body = sample.path("body").toString().getBytes(UTF_8);
        var headers = new ArrayList<>(List.of("X-Shopify-Hmac-Sha256", WebhookSignature.of(body, SECRET)));
        sample.path("headers").properties().forEach(header -> {
            headers.add(header.getKey());
            headers.add(header.getValue().asText());
        });
        return Client.anonymous().send("POST", "/webhooks/shopify", body, headers.toArray(String[]::new)).status();
    }

    private List<String> outcomes() {
        return client.get(DELIVERIES).data().valueStream()
                .map(each -> each.path("topic").asText() + " " + each.path("outcome").asText()).toList();
    }

    /// What the worker published; that the store was connected somebody else did.
    private List<String> published() {
        return client.get("/local/events").json().valueStream()
                .filter(event -> event.at("/detail/shop").asText().equals(shop))
                .map(event -> event.path("detail-type").asText()).filter(type -> !type.equals("StoreConnected"))
                .distinct().toList();
    }
}
