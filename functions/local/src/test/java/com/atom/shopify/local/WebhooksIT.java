package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atom.shopify.fake.aws.LocalQueues;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.routes.Topic;
import com.atom.shopify.routes.WebhooksRoute;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The management of webhooks where the app's configuration owns the subscriptions.
class WebhooksIT {
    private static final String WEBHOOKS = WebhooksRoute.MANAGE_WEBHOOKS.path();
    private static final String DELIVERIES = WebhooksRoute.LIST_DELIVERIES.path();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String shop = Client.newShop();
    private final Client client = Client.ofNewUser().connect(shop);

    @Test
    void everyTopicIsDeclaredByTheAppAndOneMadeByTheApiIsAStray() {
        var there = SimulatorSubscriptions.of(Running.platform(), shop);
        there.create("ORDERS_CREATE", "https://old.example.com/hooks");

        var listed = client.get(WEBHOOKS).data();

        assertThat(listed.valueStream().filter(each -> each.path("state").asText().equals("declared"))
                .map(each -> each.path("topic").asText()))
                .containsExactlyElementsOf(Arrays.stream(Topic.values()).map(Topic::header).sorted().toList());
        assertThat(listed.valueStream().filter(each -> each.path("state").asText().equals("stray"))).singleElement()
                .satisfies(stray -> {
                    assertThat(stray.path("topic").asText()).isEqualTo("orders/create");
                    assertThat(stray.path("uri").asText()).isEqualTo("https://old.example.com/hooks");
                    assertThat(stray.path("admin_graphql_api_id").asText())
                            .isEqualTo("gid://shopify/WebhookSubscription/" + stray.path("id").asText());
                });
    }

    @Test
    void ensuringRemovesWhatWasMadeByTheApiAndMakesNothing() {
        var there = SimulatorSubscriptions.of(Running.platform(), shop);
        there.create("ORDERS_CREATE", "https://old.example.com/hooks");

        var ensured = client.post(WEBHOOKS, "{\"action\":\"ensure\"}").data();

        assertThat(ensured.path("removed")).extracting(JsonNode::asText).containsExactly("orders/create");
        assertThat(ensured.path("created")).isEmpty();
        assertThat(there.all()).isEmpty();
    }

    @Test
    void theListIsWalkedByCursor() {
        var whole = client.get(WEBHOOKS).data();

        var first = client.get(WEBHOOKS + "?limit=3");
        var rest = client.get(first.header("link").replaceAll("<(.*)>; rel=\"next\"", "$1").replace("limit=3",
                "limit=250"));

        assertThat(first.data().valueStream()).hasSize(3);
        assertThat(first.data().size() + rest.data().size()).isEqualTo(whole.size());
        assertThat(rest.data().get(0)).isEqualTo(whole.get(3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"action\":\"ensure\",\"source\":\"dlq\"} | 400 request.invalid source:unknown",
            "{\"action\":\"delete\",\"from\":\"2026-01-01T00:00:00Z\"} | 400 request.invalid from:unknown",
            "{\"action\":\"replay\"} | 400 request.invalid from:required to:required",
            "{\"action\":\"replay\",\"from\":\"2026-01-01T00:00:00Z\"} | 400 request.invalid to:required",
            "{\"action\":\"replay\",\"from\":\"2026-01-02T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"} "
                    + "| 400 request.invalid to:range",
            "{\"action\":\"replay\",\"source\":\"dlq\",\"to\":\"2026-01-01T00:00:00Z\"} | 400 request.invalid to:unknown",
            "{\"action\":\"replay\",\"source\":\"s3\"} | 400 request.invalid source:choice",
            "{\"action\":\"repair\"} | 400 request.invalid action:choice"})
    void aCommandThatMakesNoSenseIsRefused(String body, String error) {
        assertThat(operator().post(WEBHOOKS, body).error()).isEqualTo(error);
    }

    @Test
    void rangesAndDeadLettersAreForOperators() {
        assertThat(client.post(WEBHOOKS, "{\"action\":\"replay\",\"source\":\"dlq\"}").error())
                .isEqualTo("403 user.forbidden");
        assertThat(client.post(WEBHOOKS, range()).error()).isEqualTo("403 user.forbidden");
    }

    @Test
    void parkedMessagesOfAllStoresGoBackToTheInbox() {
        Running.platform().queueClient().sendMessage(call -> call
                .queueUrl(LocalQueues.deadLetters(Running.platform().queue(Queue.INBOX)))
                .messageBody("{}").messageGroupId(shop));

        var redriven = operator().post(WEBHOOKS, "{\"action\":\"replay\",\"source\":\"dlq\"}");

        assertThat(redriven.status()).as(redriven.response().body()).isEqualTo(202);
        assertThat(redriven.data().path("sent").asInt()).isPositive();
    }

    @Test
    void aRangeOfAStoreIsReplayedByItsOperator() {
        var operator = operator().connect(shop);

        var replayed = operator.post(WEBHOOKS, range());

        assertThat(replayed.status()).as(replayed.response().body()).isEqualTo(202);
        assertThat(replayed.header("location")).isEqualTo(DELIVERIES);
        assertThat(replayed.data().path("replayed").asInt(-1)).isZero();
        assertThat(replayed.data().path("next_from").isNull()).isTrue();
    }

    @Test
    void deliveriesAreListedTheNewestFirstByTheirFiltersAndReplayedOncePerResource() {
        var noon = Instant.parse("2026-11-26T12:00:00Z");
        var first = SampleEventsIT.delivered(shop, "orders/create", "applied", "gid://shopify/Order/1", noon);
        var second = SampleEventsIT.delivered(shop, "orders/updated", "parked", "gid://shopify/Order/1",
                noon.plusSeconds(1));
        var third = SampleEventsIT.delivered(shop, "orders/create", "applied", "gid://shopify/Order/2",
                noon.plusSeconds(2));

        assertThat(ids("?limit=2")).containsExactly(third, second);
        assertThat(ids("?topic=orders%2Fcreate")).containsExactly(third, first);
        assertThat(ids("?outcome=parked")).containsExactly(second);
        assertThat(ids("?from=2026-11-26T12:00:00Z&to=2026-11-26T12:00:01Z")).containsExactly(second, first);
        var page = client.get(DELIVERIES + "?limit=2");
        assertThat(client.get(page.header("link").replaceAll("<(.*)>; rel=\"next\"", "$1")).data())
                .extracting(each -> each.path("id").asText()).containsExactly(first);

        var replayed = operator().connect(shop).post(WEBHOOKS,
                "{\"action\":\"replay\",\"from\":\"2026-11-26T12:00:00Z\",\"to\":\"2026-11-26T12:00:02Z\"}").data();
        assertThat(replayed.path("replayed").asInt()).isEqualTo(2);
        assertThat(replayed.path("skipped").asInt()).isZero();
    }

    @Test
    void aReplayedDeliveryIsAppliedAsShopifyHasItsResourceNow() {
        var there = Client.newShop();
        Client.control("PUT", "/shops/" + there, "{\"seed\":{\"products\":2,\"orders\":2}}");
        var owner = Client.ofNewUser().connect(there);
        var order = owner.get("/api/shopify/orders?limit=1").data().at("/0/admin_graphql_api_id").asText();
        var customer = owner.get("/api/shopify/customers?limit=1").data().at("/0/admin_graphql_api_id").asText();
        var item = owner.get("/api/shopify/enhanced/inventory?limit=1").data().get(0);

        replay(owner, there, "orders/updated", order);
        replay(owner, there, "customers/update", customer);
        replay(owner, there, "inventory_levels/update", level(item));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(owner.get("/local/events").json().valueStream()
                .filter(event -> event.at("/detail/shop").asText().equals(there))
                .map(event -> event.path("detail-type").asText() + " " + event.at("/detail/id").asText()))
                .contains("OrderChanged " + order, "CustomerChanged " + customer)
                .anyMatch(event -> event.startsWith("InventoryChanged ")));
    }

    @Test
    void aReplayedRefundOrFulfillmentBringsItsOrder() {
        var there = Client.newShop();
        Client.control("PUT", "/shops/" + there, "{\"seed\":{\"products\":1}}");
        var owner = Client.ofNewUser().connect(there);
        var refunded = ordered(owner);
        var fulfilled = ordered(owner);
        var refund = owner.post(path(refunded) + "/refunds", "{\"line_items\":[{\"line_item_id\":\""
                + refunded.at("/line_items/0/id").asText() + "\",\"quantity\":1,\"restock_type\":\"no_restock\"}]}");
        assertThat(refund.status()).as(refund.response().body()).isEqualTo(201);
        var fulfillment = owner.post(path(fulfilled) + "/fulfillments", "{}");
        assertThat(fulfillment.status()).as(fulfillment.response().body()).isEqualTo(201);

        replay(owner, there, "refunds/create", "gid://shopify/Refund/" + refund.data().path("id").asText());
        replay(owner, there, "fulfillments/update",
                "gid://shopify/Fulfillment/" + fulfillment.data().path("id").asText());

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(owner.get("/local/events").json().valueStream()
                .filter(event -> event.at("/detail/shop").asText().equals(there))
                .map(event -> event.path("detail-type").asText() + " " + event.at("/detail/id").asText()))
                .contains("OrderChanged " + refunded.path("admin_graphql_api_id").asText(),
                        "OrderChanged " + fulfilled.path("admin_graphql_api_id").asText()));
    }

    private static JsonNode ordered(Client owner) {
        var created = owner.post("/api/shopify/orders",
                """
                        {"inventory_behaviour":"bypass","line_items":[{"title":"Mug","quantity":1,"price":{"amount":"5.00","currency":"USD"}}],
                         "transactions":[{"kind":"sale","amount":{"amount":"5.00","currency":"USD"}}]}""");
        assertThat(created.status()).as(created.response().body()).isEqualTo(201);
        return created.data();
    }

    private static String path(JsonNode order) {
        return "/api/shopify/orders/" + order.path("id").asText();
    }

    @Test
    void aReplayedChangeOfTheShopBringsItsZone() {
        Client.control("PUT", "/shops/" + shop, "{\"iana_timezone\":\"Asia/Kolkata\"}");

        replay(client, shop, "shop/update", "gid://shopify/Shop/1");

        await().atMost(PATIENCE).until(() -> client.get("/api/shopify/enhanced/analytics").data().path("timezone")
                .asText().equals("Asia/Kolkata"));
    }

    @Test
    void aDeletionIsReplayedAsItWasDelivered() {
        var day = LocalDate.now(StoreWithAPast.ZONE).minusDays(1);
        var sold = "/api/shopify/enhanced/analytics?from=" + day + "&to=" + day;
        StoreWithAPast.deliver(shop, "orders/create", """
                {"id":9007199254740993,"processed_at":"%sT17:30:00Z","updated_at":"%sT18:00:00Z","currency":"USD",
                 "line_items":[{"id":1,"quantity":1,"price":"7.00"}],"total_price":"7.00"}
                """.formatted(day, day));
        await().atMost(PATIENCE).until(() -> client.get(sold).data().at("/totals/orders").asInt() == 1);
        StoreWithAPast.deliver(shop, "orders/delete", "{\"id\":9007199254740993}");
        await().atMost(PATIENCE).until(() -> client.get(sold).data().at("/totals/orders").asInt(-1) == 0);
        await().atMost(PATIENCE).until(() -> ids("?topic=orders%2Fdelete&outcome=applied").size() == 1);

        var replayed = operator().connect(shop).post(WEBHOOKS,
                "{\"action\":\"replay\",\"from\":\"" + Instant.now().minusSeconds(3600) + "\",\"to\":\""
                        + Instant.now().plusSeconds(60) + "\"}");

        assertThat(replayed.status()).as(replayed.response().body()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> client.get("/local/events").json().valueStream()
                .filter(event -> event.at("/detail/shop").asText().equals(shop)
                        && event.path("detail-type").asText().equals("OrderChanged")
                        && event.at("/detail/deleted").asBoolean())
                .count() == 2);
        assertThat(client.get(sold).data().at("/totals/orders").asInt(-1)).isZero();
    }

    private static String level(JsonNode item) {
        return "gid://shopify/InventoryLevel/" + item.at("/levels/0/location_id").asText() + "?inventory_item_id="
                + item.path("id").asText();
    }

    @Test
    void whatCannotBeReadAgainIsNotReplayed() {
        var id = SampleEventsIT.delivered(shop, "app/uninstalled", "applied", "gid://shopify/Shop/1",
                Instant.parse("2026-11-26T12:00:00Z"));

        assertThat(client.post(DELIVERIES + "/" + id + "/replay", "{}").error())
                .isEqualTo("422 deliveries.not-replayable");
    }

    private static void replay(Client owner, String shop, String topic, String resource) {
        var id = SampleEventsIT.delivered(shop, topic, "applied", resource, Instant.parse("2026-11-26T12:00:00Z"));
        assertThat(owner.post(DELIVERIES + "/" + id + "/replay", "{}").status()).isEqualTo(202);
    }

    @Test
    void aDeliveryThatIsNotThereIsNotReplayed() {
        assertThat(client.post(EveryRouteIT.path(WebhooksRoute.REPLAY_DELIVERY), "{}").error())
                .isEqualTo("404 deliveries.not-found");
        assertThat(client.post(DELIVERIES + "/nonsense/replay", "{}").error())
                .isEqualTo("400 request.invalid id:format");
    }

    @Test
    void deliveriesAreFilteredByWellFormedValuesOnly() {
        assertThat(client.get(DELIVERIES + "?topic=orders%2Fcreate&outcome=applied&from=1970-01-01T00:00:00Z"
                + "&to=9999-12-31T00:00:00Z").data()).isEmpty();
        assertThat(client.get(DELIVERIES + "?topic=orders").error()).isEqualTo("400 request.invalid topic:pattern");
        assertThat(client.get(DELIVERIES + "?outcome=applid").error()).isEqualTo("400 request.invalid outcome:pattern");
        assertThat(client.get(DELIVERIES + "?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z").error())
                .isEqualTo("400 request.invalid to:range");
    }

    @Test
    void aCustomersRequestShowsEveryOrderWithEveryItemAndEveryAddress() {
        var address = "{\"address1\":\"%s Example Street\",\"city\":\"Austin\",\"province_code\":\"TX\",\"country_code\":\"US\"}";
        var customer = client.post("/api/shopify/customers", "{\"email\":\"kim@example.com\",\"addresses\":["
                + IntStream.rangeClosed(1, 51).mapToObj(address::formatted).collect(Collectors.joining(",")) + "]}");
        assertThat(customer.status()).as(customer.response().body()).isEqualTo(201);
        var orders = IntStream.rangeClosed(1, 11).mapToObj(number -> placed(number == 11 ? 21 : 1)).toList();
        StoreWithAPast.deliver(shop, "customers/data_request", """
                {"shop_domain":"%s","customer":{"id":%s,"email":"kim@example.com"},"orders_requested":%s,
                 "data_request":{"id":9999}}""".formatted(shop, customer.data().path("id").asText(),
                orders.reversed()));

        var request = await().atMost(PATIENCE).until(() -> client.get("/api/shopify/privacy/requests/9999"),
                found -> found.status() == 200);

        assertThat(request.data().at("/data/customer/addresses")).hasSize(51);
        assertThat(request.data().at("/data/orders")).extracting(order -> order.path("id").asText())
                .containsExactlyElementsOf(orders.reversed());
        assertThat(request.data().at("/data/orders/0/line_items")).hasSize(21);
    }

    /// The id of a new order with so many lines.
    private String placed(int lines) {
        var placed = client.post("/api/shopify/orders", "{\"inventory_behaviour\":\"bypass\",\"line_items\":["
                + IntStream.range(0, lines)
                        .mapToObj(
                                _ -> "{\"title\":\"Mug\",\"quantity\":1,\"price\":{\"amount\":\"1\",\"currency\":\"USD\"}}")
                        .collect(Collectors.joining(","))
                + "]}");
        assertThat(placed.status()).as(placed.response().body()).isEqualTo(201);
        return placed.data().path("id").asText();
    }

    @Test
    void aPrivacyRequestThatIsNotThereIsNotFound() {
        assertThat(client.get("/api/shopify/privacy/requests/999").error()).isEqualTo("404 privacy.not-found");
        assertThat(client.get("/api/shopify/privacy/requests/x").error()).isEqualTo("400 request.invalid id:format");
    }

    private List<String> ids(String query) {
        return client.get(DELIVERIES + query).data().valueStream().map(each -> each.path("id").asText()).toList();
    }

    private static Client operator() {
        return new Client(Running.platform(), "operator-" + UUID.randomUUID(), "shopify/operator");
    }

    private static String range() {
        return "{\"action\":\"replay\",\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-01-02T00:00:00Z\"}";
    }
}
