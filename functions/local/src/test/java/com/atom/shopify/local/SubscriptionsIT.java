package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atom.shopify.routes.InsightsRoute;
import com.atom.shopify.routes.IntakeRoute;
import com.atom.shopify.routes.Job;
import com.atom.shopify.routes.Topic;
import com.atom.shopify.routes.WebhooksRoute;
import com.atom.shopify.tables.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Subscriptions where we own them in each store; where the app's configuration does is in [WebhooksIT].
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubscriptionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ENSURE = "{\"action\":\"ensure\"}";
    private static final List<String> WANTED = Arrays.stream(Topic.values()).filter(topic -> !topic.isCompliance())
            .map(Topic::header).sorted().toList();

    private final LocalPlatform platform = Running.start(Map.of("WEBHOOK_SUBSCRIPTIONS", "shop"));
    private final String target = platform.api() + IntakeRoute.INTAKE.path();
    private String shop = "";
    private Client client = new Client(platform, "nobody");

    @AfterAll
    void stop() {
        platform.close();
    }

    @BeforeEach
    void connect() {
        shop = Client.newShop();
        client = new Client(platform, "user-of-" + shop).connect(shop);
    }

    @Test
    void ensuringMakesOneSubscriptionPerTopicAndThenNothing() {
        assertThat(topics("missing")).isEqualTo(WANTED);

        assertThat(strings(ensure().data().path("created"))).isEqualTo(WANTED);
        assertThat(strings(ensure().data().path("created"))).isEmpty();

        assertThat(topics("present")).isEqualTo(WANTED);
        assertThat(topics("missing")).isEmpty();
        assertThat(SimulatorSubscriptions.of(platform, shop).all())
                .allSatisfy(each -> assertThat(each.path("uri").asText()).isEqualTo(target));
    }

    @Test
    void anAppOfTheStoresOwnerDeliversOverAPathOfItsOwn() {
        var own = Client.newShop();
        var app = "app-" + UUID.randomUUID();
        var secret = control("own-app", "{\"shop\":\"" + own + "\",\"client_id\":\"" + app + "\",\"scope\":\""
                + ConnectStoreIT.SCOPES + "\"}").json().path("client_secret").asText();
        var owner = new Client(platform, "owner-of-" + own);
        assertThat(owner.post("/api/auth/shopify/tokens/import", "{\"shop\":\"" + own
                + "\",\"grant\":\"client_credentials\",\"client_id\":\"" + app + "\",\"client_secret\":\"" + secret
                + "\"}").status()).isEqualTo(201);

        assertThat(strings(owner.post(WebhooksRoute.MANAGE_WEBHOOKS.path(), ENSURE).data().path("created")))
                .isEqualTo(WANTED);
        assertThat(strings(owner.post(WebhooksRoute.MANAGE_WEBHOOKS.path(), ENSURE).data().path("redirected")))
                .isEmpty();

        assertThat(owner.get(WebhooksRoute.LIST_WEBHOOKS.path() + "?limit=250").data().valueStream()
                .filter(each -> each.path("state").asText().equals("present"))
                .map(each -> each.path("uri").asText())).hasSize(WANTED.size()).containsOnly(target + "/" + app);
        owner.post("/api/shopify/products", "{\"title\":\"Told over the own app\"}");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(owner.get(WebhooksRoute.LIST_DELIVERIES.path()
                + "?topic=products%2Fcreate").data().at("/0/outcome").asText()).isEqualTo("applied"));
    }

    @Test
    void severalWhoEnsureAtOnceEndWithOneSubscriptionPerTopic() throws Exception {
        List<Callable<Client.Reply>> calls = IntStream.range(0, 6).<Callable<Client.Reply>>mapToObj(_ -> this::ensure)
                .toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(calls)) {
                assertThat(done.get().status()).as(done.get().response().body()).isEqualTo(200);
            }
        }

        assertThat(SimulatorSubscriptions.of(platform, shop).topics()).doesNotHaveDuplicates().hasSize(WANTED.size());
        assertThat(topics("present")).isEqualTo(WANTED);
    }

    @Test
    void whatDeliversElsewhereIsTurnedAndWhatNobodyWantsIsRemoved() {
        var there = SimulatorSubscriptions.of(platform, shop);
        there.create("ORDERS_CREATE", "https://old.example.com/hooks");
        there.create("THEMES_PUBLISH", target);

        assertThat(topics("misdirected")).containsExactly("orders/create");
        assertThat(topics("stray")).containsExactly("THEMES_PUBLISH");
        var ensured = ensure().data();

        assertThat(strings(ensured.path("redirected"))).containsExactly("orders/create");
        assertThat(strings(ensured.path("removed"))).containsExactly("THEMES_PUBLISH");
        assertThat(topics("present")).isEqualTo(WANTED);
        assertThat(topics("stray")).isEmpty();
    }

    @Test
    void aLostAnswerLeavesNothingDouble() {
        control("mischief", "{\"shop\":\"" + shop
                + "\",\"at\":\"admin\",\"operation\":\"CreateSubscription\",\"kind\":\"cut\",\"when\":\"after\"}");

        assertThat(ensure().status()).isEqualTo(200);

        assertThat(SimulatorSubscriptions.of(platform, shop).topics()).doesNotHaveDuplicates().hasSize(WANTED.size());
    }

    @Test
    void theJobRestoresWhatShopifyRemovedAndNotesSinceWhenDeliveriesMayBeMissing() {
        ensure();
        var rightAt = watched().get("right_at");
        SimulatorSubscriptions.of(platform, shop).delete("ORDERS_CREATE");

        run();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics("present")).isEqualTo(WANTED));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(watched().get("gap_from")).isEqualTo(rightAt));
    }

    @Test
    void whatWasRemovedOnPurposeStaysRemoved() {
        ensure();

        var removed = client.post(WebhooksRoute.MANAGE_WEBHOOKS.path(), "{\"action\":\"delete\"}").data();

        assertThat(strings(removed.path("removed"))).isEqualTo(WANTED);
        var run = run();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(item("job#" + Job.CHECK_SUBSCRIPTIONS.id(),
                "run#" + run.substring(run.indexOf('#') + 1))).containsKey("finished_at"));
        assertThat(SimulatorSubscriptions.of(platform, shop).all()).isEmpty();
        assertThat(topics("missing")).isEqualTo(WANTED);
    }

    @Test
    void figuresArePartialFromWhenSubscriptionsWereRemovedUntilTheComparisonHasReadWhatWasNotDelivered() {
        ensure();
        platform.tables().client().putItem(put -> put.tableName(platform.tables().name(Table.SALES))
                .item(Map.of("owner", AttributeValue.fromS("shop#" + shop), "record", AttributeValue.fromS("history"),
                        "complete_since", AttributeValue.fromN("0"))));
        var today = LocalDate.now(ZoneOffset.UTC);
        assertThat(isPartial(today)).isFalse();

        client.post(WebhooksRoute.MANAGE_WEBHOOKS.path(), "{\"action\":\"delete\"}");

        assertThat(isPartial(today)).isTrue();
        assertThat(isPartial(today.minusDays(3))).isFalse();
        ensure();
        assertThat(isPartial(today)).isTrue();
        client.post("/local/jobs/" + Job.RECONCILE.id(), "");
        await().atMost(PATIENCE).until(() -> !isPartial(today));
    }

    /// Days around one, because the store has a clock of its own.
    private boolean isPartial(LocalDate day) {
        return client.get(InsightsRoute.READ_ANALYTICS.path() + "?from=" + day.minusDays(1) + "&to=" + day.plusDays(1))
                .data().at("/window/partial").asBoolean();
    }

    /// Tells the simulator of this platform something.
    private Client.Reply control(String what, String body) {
        var told = client.send("POST", platform.shopify() + "/_control/" + what, body.getBytes(UTF_8));
        assertThat(told.status()).as(told.response().body()).isLessThan(300);
        return told;
    }

    private Client.Reply ensure() {
        return client.post(WebhooksRoute.MANAGE_WEBHOOKS.path() + "?shop=" + shop, ENSURE);
    }

    private List<String> topics(String state) {
        return client.get(WebhooksRoute.LIST_WEBHOOKS.path() + "?limit=250").data().valueStream()
                .filter(each -> each.path("state").asText().equals(state)).map(each -> each.path("topic").asText())
                .toList();
    }

    private String run() {
        var begun = client.post("/local/jobs/" + Job.CHECK_SUBSCRIPTIONS.id(), "");
        assertThat(begun.status()).as(begun.response().body()).isEqualTo(202);
        return begun.json().path("run").asText();
    }

    private Map<String, AttributeValue> watched() {
        return item(shop, "subscriptions");
    }

    private Map<String, AttributeValue> item(String owner, String record) {
        return platform.tables().client().getItem(get -> get.tableName(platform.tables().name(Table.WORK))
                .key(Map.of("owner", AttributeValue.fromS(owner), "record", AttributeValue.fromS(record)))).item();
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
