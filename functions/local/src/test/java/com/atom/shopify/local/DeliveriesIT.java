package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atom.shopify.fake.aws.FaultProxy;
import com.atom.shopify.fake.aws.LocalQueues;
import com.atom.shopify.routes.CommerceRoute;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Metric;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.tables.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/// What becomes of deliveries, from Shopify's signature through intake, queue and worker.
@Isolated("it takes AWS away from everybody")
class DeliveriesIT {
    private static final String DELIVERIES = "/api/shopify/enhanced/webhooks/deliveries";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<String> WRITES = Set.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem",
            "TransactWriteItems");

    private final String shop = Client.newShop();
    private final Client client = Client.ofNewUser().connect(shop);
    private final String id = UUID.randomUUID().toString();

    @Test
    void aChangeOfAProductIsSeenByTheNextRead() {
        var list = "/api/shopify/products?limit=2";
        client.get(list);
        assertThat(client.get(list).header("x-cache")).isEqualTo("HIT");

        assertThat(deliver("products/update", "{\"id\":1,\"updated_at\":\"2026-11-20T10:00:00Z\"}")).isEqualTo(200);

        assertThat(outcomes(1)).containsExactly("applied");
        assertThat(client.get(list).header("x-cache")).isEqualTo("MISS");
    }

    @Test
    void theHealthOfAStoreTellsWhatWasDeliveredLast() {
        var summary = "/api/shopify/health/summary";
        assertThat(client.get(summary).data().at("/stores/0/last_delivery").isNull()).isTrue();

        deliver("products/update", "{\"id\":1,\"updated_at\":\"2026-11-20T10:00:00Z\"}");

        var last = await().atMost(PATIENCE).until(() -> client.get(summary).data().at("/stores/0/last_delivery"),
                JsonNode::isObject);
        assertThat(last.path("topic").asText()).isEqualTo("products/update");
        assertThat(Instant.parse(last.path("received_at").asText())).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void aDeliveryThatComesAgainAndTheSameChangeOfAnotherSubscriptionAreDuplicates() {
        var body = "{\"id\":1,\"updated_at\":\"2026-11-20T10:00:00Z\"}";
        deliver("products/update", body);
        assertThat(outcomes(1)).containsExactly("applied");

        deliver("products/update", body);
        deliver("products/update", body, UUID.randomUUID().toString());

        assertThat(outcomes(3)).containsExactlyInAnyOrder("applied", "duplicate", "duplicate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":1", "[1]", "{\"id\":1,\"id\":2}", "{} {}", ""})
    void whatIsSignedAndCannotBeReadIsParkedWithItsReason(String body) {
        assertThat(deliver("orders/create", body)).isEqualTo(200);

        assertThat(parked()).isEqualTo("body.malformed");
        assertThat(Running.platform().log()).anyMatch(line -> line.contains("\"alarm\":\"parked\""));
    }

    @Test
    void withoutATopicOrWithTwoItIsNotedAsUnknown() {
        var body = "{\"id\":1,\"updated_at\":\"2026-11-20T10:00:00Z\"}";

        deliver("products/update", body, Map.of("X-Shopify-Webhook-Id", id), "X-Shopify-Topic");
        deliver("products/update", body, Map.of("X-Shopify-Webhook-Id", UUID.randomUUID().toString(),
                // as API Gateway joins headers that are there twice
                "X-Shopify-Topic", "products/update,products/update"));

        assertThat(outcomes(2)).containsExactly("unknown-topic", "unknown-topic");
    }

    @Test
    void withoutAShopOrWithTwoItIsParked() {
        var body = "{\"id\":1,\"updated_at\":\"2026-11-20T10:00:00Z\"}";
        deliver("products/update", body, Map.of("X-Shopify-Webhook-Id", id), "X-Shopify-Shop-Domain");
        assertThat(parked()).isEqualTo("identity.missing");

        var twice = UUID.randomUUID().toString();
        deliver("products/update", body,
                Map.of("X-Shopify-Webhook-Id", twice, "X-Shopify-Shop-Domain", shop + "," + shop));
        assertThat(parked(twice)).isEqualTo("identity.missing");
        assertThat(client.get(DELIVERIES).data()).isEmpty();
    }

    @Test
    void withoutIdsOrTimesItIsToldFromOthersByItsBody() {
        var without = new String[]{"X-Shopify-Webhook-Id", "X-Shopify-Event-Id", "X-Shopify-Triggered-At",
                "X-Shopify-API-Version"};
        var body = "{\"id\":1,\"updated_at\":\"2026-11-20T10:00:00Z\"}";

        deliver("products/update", body, Map.of(), without);
        assertThat(outcomes(1)).containsExactly("applied");
        deliver("products/update", body, Map.of(), without);
        assertThat(outcomes(2)).containsExactlyInAnyOrder("applied", "duplicate");
        deliver("products/update", body.replace("\"id\":1", "\"id\":2"), Map.of(), without);
        assertThat(outcomes(3)).containsExactlyInAnyOrder("applied", "duplicate", "applied");
    }

    @Test
    void anOrdersBodyUnderItsDeletionErasesNothingThatShopifyHas() throws IOException {
        var order = SampleEventsIT.created(client, CommerceRoute.CREATE_ORDER);
        var body = order(order.path("id").asText());
        deliver("orders/create", body);
        assertThat(outcomes(1)).containsExactly("applied");

        deliver("orders/delete", body, UUID.randomUUID().toString());

        assertThat(outcomes(2)).containsExactlyInAnyOrder("applied", "still-there");
        assertThat(items(Table.SALES)).anyMatch(item -> item.contains(shop) && !item.contains("deleted"));
    }

    @Test
    void anOrderCostsNoMoreThanTwelveWriteUnitsInAll() throws IOException {
        var order = Client.JSON.readTree(SampleEventsIT.resource("/events/webhooks/", "ORDERS_CREATE.json")
                .replace("${request_id}", id).replace("${shop}", shop)).path("body");
        var dynamoDb = Running.platform().dynamoDb();
        dynamoDb.countUnits();
        dynamoDb.forgetCalls();

        deliver("orders/create", order.toString());

        assertThat(outcomes(1)).containsExactly("applied");
        await().atMost(PATIENCE).until(() -> written(dynamoDb).size() == dynamoDb.calls().stream()
                .filter(DeliveriesIT::isWriteOfTheWorker).count());
        var written = written(dynamoDb);
        assertThat(written).extracting(FaultProxy.Answered::units).doesNotContain(0.0);
        assertThat(written.stream().mapToDouble(FaultProxy.Answered::units).sum())
                .as(() -> written.stream().map(each -> each.call() + " " + each.units()).toList().toString())
                .isPositive().isLessThanOrEqualTo(12);
    }

    private static List<FaultProxy.Answered> written(FaultProxy dynamoDb) {
        return dynamoDb.answers().stream().filter(each -> isWriteOfTheWorker(each.call())).toList();
    }

    private static boolean isWriteOfTheWorker(FaultProxy.Called call) {
        return call.accessKey().equals(LambdaFunction.WORKER.id()) && WRITES.contains(call.operation());
    }

    /// An order as a delivery shows it, as far as figures need it.
    private static String order(String number) {
        return """
                {"id":%1$s,"admin_graphql_api_id":"gid://shopify/Order/%1$s","processed_at":"2026-11-20T10:00:00Z",
                 "updated_at":"2026-11-20T10:00:00Z","currency":"USD","line_items":[]}
                """.formatted(number);
    }

    @Test
    void theBodyOfOneShopUnderTheNameOfAnotherIsParked() {
        var other = Client.newShop();
        Client.ofNewUser().connect(other);

        deliver("shop/update", "{\"id\":1,\"myshopify_domain\":\"" + other + "\"}");

        assertThat(parked()).isEqualTo("identity.mismatch");
        assertThat(client.get(DELIVERIES).data()).isEmpty();
    }

    @Test
    void anUninstallActsOnTheShopThatTheBodyNames() {
        var other = Client.newShop();
        var owner = Client.ofNewUser().connect(other);

        // Signed for one shop, sent under the name of another.
        deliver("app/uninstalled", "{\"id\":1,\"myshopify_domain\":\"" + other + "\"}");

        assertThat(parked()).isEqualTo("identity.mismatch");
        assertThat(owner.get("/api/shopify/products?limit=1").status()).isEqualTo(200);
        assertThat(client.get("/api/shopify/products?limit=1").status()).isEqualTo(200);
    }

    @Test
    void whoRemovesTheAppIsDisconnected() {
        Client.control("POST", "/uninstall", "{\"shop\":\"" + shop + "\"}");

        deliver("app/uninstalled", "{\"myshopify_domain\":\"" + shop + "\"}");

        await().atMost(PATIENCE).until(
                () -> client.get("/api/shopify/products?limit=1").error().equals("404 store.not-found"));
    }

    @Test
    void whatIsSaidOfUnknownTopicsIsNotedAndOfOrdersIsFollowed() {
        deliver("themes/publish", "{\"id\":1}");
        assertThat(outcomes(1)).containsExactly("unknown-topic");
        assertThat(Running.platform().log())
                .anyMatch(line -> line.contains("\"" + Metric.DELIVERIES_IGNORED.id() + "\":1"));

        deliver("orders/create", order("9007199254740993"), UUID.randomUUID().toString());
        assertThat(outcomes(2)).containsExactlyInAnyOrder("unknown-topic", "applied");
    }

    @Test
    void aCustomersRequestIsOfferedToTheMerchantAndErasedWithTheCustomer() {
        var marker = "marker-" + id + "@example.com";
        var customer = "\"customer\":{\"id\":191167,\"email\":\"" + marker + "\",\"phone\":\"555\"}";
        deliver("customers/data_request", "{\"shop_domain\":\"" + shop + "\"," + customer
                + ",\"orders_requested\":[299938],\"data_request\":{\"id\":9999}}");
        var requests = await().atMost(PATIENCE).until(() -> client.get("/api/shopify/privacy/requests").data(),
                found -> found.size() == 1);
        assertThat(requests.at("/0/id").asText()).isEqualTo("9999");
        assertThat(everywhere()).anyMatch(item -> item.contains(marker));

        deliver("customers/redact", "{\"shop_domain\":\"" + shop + "\"," + customer + ",\"orders_to_redact\":[299938]}",
                UUID.randomUUID().toString());

        await().atMost(PATIENCE).until(() -> client.get("/api/shopify/privacy/requests").data().isEmpty());
        assertThat(everywhere()).noneMatch(item -> item.contains(marker));
        assertThat(Running.platform().log()).noneMatch(line -> line.contains(marker));
    }

    @Test
    void aShopIsErasedUnlessItIsConnected() {
        deliver("shop/redact", "{\"shop_domain\":\"" + shop + "\"}");
        assertThat(outcomes(1)).containsExactly("installed-again");
        assertThat(client.post("/api/auth/shopify/revoke?shop=" + shop, "{}").status()).isEqualTo(200);

        deliver("shop/redact", "{\"shop_domain\":\"" + shop + "\"}", UUID.randomUUID().toString());

        // The delivery itself is noted after that, and that the law was followed; counts of requests and leases end by themselves.
        await().atMost(PATIENCE).until(() -> items(Table.TOKENS, Table.CONNECTIONS, Table.WORK).stream()
                .filter(item -> item.contains(shop)).allMatch(item -> item.contains("delivery#")
                        || item.contains("audit#")));
    }

    private int deliver(String topic, String body) {
        return deliver(topic, body, id);
    }

    private int deliver(String topic, String body, String webhookId) {
        return deliver(topic, body, Map.of("X-Shopify-Webhook-Id", webhookId, "X-Shopify-Event-Id", "event-" + id));
    }

    /// @param headers instead of the usual ones
    /// @param without names of headers that are to lack
    private int deliver(String topic, String body, Map<String, String> headers, String... without) {
        var order = Client.JSON.createObjectNode().put("shop", shop).put("topic", topic).put("body", body)
                .put("uri", Running.platform().api() + "/webhooks/shopify");
        var others = order.putObject("headers");
        headers.forEach(others::put);
        for (var name : without) {
            others.putNull(name);
        }
        var delivered = Client.control("POST", "/deliver", order.toString());
        assertThat(delivered.status()).as(delivered.response().body()).isEqualTo(200);
        return delivered.json().path("status").asInt();
    }

    private List<String> outcomes(int count) {
        return await().atMost(PATIENCE).until(() -> client.get(DELIVERIES).data(), found -> found.size() >= count)
                .valueStream().map(each -> each.path("outcome").asText()).toList();
    }

    /// The reason with which this test's message lies among the dead letters.
    private String parked() {
        return parked(id);
    }

    private static String parked(String webhookId) {
        var queue = LocalQueues.deadLetters(Running.platform().queue(Queue.INBOX));
        var reasons = new HashSet<String>();
        await().atMost(PATIENCE).until(() -> {
            Running.platform().queueClient().receiveMessage(call -> call.queueUrl(queue).maxNumberOfMessages(10)
                    .messageAttributeNames("All").visibilityTimeout(1)).messages().stream()
                    .filter(message -> message.body().contains(webhookId))
                    .forEach(message -> reasons
                            .add(Objects.requireNonNull(message.messageAttributes().get("reason")).stringValue()));
            return !reasons.isEmpty();
        });
        return reasons.iterator().next();
    }

    /// Every item of every table.
    private static Set<String> everywhere() {
        return items(Table.values());
    }

    private static Set<String> items(Table... tables) {
        var items = new HashSet<String>();
        for (var table : tables) {
            Running.platform().tables().client().scanPaginator(
                    ScanRequest.builder().tableName(Running.platform().tables().name(table)).build()).items()
                    .forEach(item -> items.add(text(item)));
        }
        return items;
    }

    private static String text(Map<String, AttributeValue> item) {
        return item.toString();
    }
}
