package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atom.shopify.fake.aws.Fault;
import com.atom.shopify.routes.Job;
import com.atom.shopify.routes.Metric;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What health says while one thing after the other is away.
///
/// In a product of its own: AWS is taken away from it, and the job looks at all stores there are.
@Order(2)
class HealthIT {
    private static final String HEALTH = "/api/shopify/health";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ALWAYS = 100_000;

    private static final LocalPlatform PLATFORM = Running.start(Map.of());

    private final String shop = Client.newShop();
    private final Client client = new Client(PLATFORM, "owner-of-" + shop);

    @AfterAll
    static void stop() {
        PLATFORM.close();
    }

    @AfterEach
    void calm() {
        PLATFORM.dynamoDb().calm();
        PLATFORM.kms().calm();
        PLATFORM.sqs().calm();
    }

    @Test
    void withoutDynamoDbTheServiceIsDown() {
        PLATFORM.dynamoDb().order("BatchGetItem", new Fault.Fail(), ALWAYS);

        var down = awaited("down");

        assertThat(down.error()).isEqualTo("503 health.down");
        assertThat(down.json().path("ok").asBoolean(true)).isFalse();
        assertThat(down.data().at("/dependencies/dynamodb").asText()).isEqualTo("down");
        assertThat(down.json().at("/error/request_id").asText()).isEqualTo(down.header("x-request-id"));
        calm();
        assertThat(awaited("ok").status()).isEqualTo(200);
    }

    @Test
    void aDependencyThatDoesNotAnswerIsAwayToo() {
        PLATFORM.dynamoDb().order("BatchGetItem", new Fault.Stall(Duration.ofSeconds(5)), 10);

        assertThat(awaited("down").error()).isEqualTo("503 health.down");
    }

    @Test
    void withoutKmsTheServiceIsDegradedAndAStoreSaysWhy() {
        client.connect(shop);
        PLATFORM.kms().order("Encrypt", new Fault.Fail(), ALWAYS);
        PLATFORM.kms().order("Decrypt", new Fault.Fail(), ALWAYS);

        var degraded = awaited("degraded");

        assertThat(degraded.status()).isEqualTo(200);
        assertThat(degraded.data().at("/dependencies/kms").asText()).isEqualTo("down");
        var connection = connection();
        assertThat(connection.path("status").asText()).isEqualTo("key_unavailable");
        assertThat(connection.path("level").asText()).isEqualTo("down");
        assertThat(connection.path("code").asText()).isEqualTo("store.key-unavailable");
    }

    @Test
    void withoutSqsTheServiceIsDegraded() {
        PLATFORM.sqs().order("GetQueueAttributes", new Fault.Fail(), ALWAYS);

        assertThat(awaited("degraded").data().at("/dependencies/sqs").asText()).isEqualTo("down");
    }

    @Test
    void askingOftenCostsOneLook() {
        awaited("ok");
        PLATFORM.kms().forgetCalls();

        for (var times = 0; times < 20; times++) {
            Client.anonymous(PLATFORM).get(HEALTH);
        }

        assertThat(PLATFORM.kms().calls()).filteredOn(call -> call.operation().equals("Encrypt"))
                .hasSizeLessThan(10);
    }

    @Test
    void aWorkingStoreSaysHowItAnswers() {
        client.connect(shop);

        var connection = connection();

        assertThat(connection.path("level").asText()).isEqualTo("ok");
        assertThat(connection.path("code").isNull()).isTrue();
        assertThat(connection.path("served_version").asText()).isEqualTo(connection.path("requested_version").asText());
        assertThat(connection.path("latency_ms").isIntegralNumber()).isTrue();
        assertThat(connection.at("/budget/available").asInt()).isBetween(1, connection.at("/budget/maximum").asInt());
        assertThat(connection.path("missing_scopes")).isEmpty();
    }

    @Test
    void whenShopifyIsAwayTheStoreSaysSoAndTheServiceIsWell() {
        client.connect(shop);
        Client.mischief(PLATFORM, shop, "\"kind\":\"cut\",\"times\":100");

        var connection = connection();

        assertThat(connection.path("level").asText()).isEqualTo("down");
        assertThat(connection.path("code").asText()).isEqualTo("shopify.unavailable");
        assertThat(connection.path("latency_ms").isNull()).isTrue();
        assertThat(awaited("ok").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            402 | down     | store.frozen
            403 | down     | scopes.missing
            404 | down     | shopify.shop-not-found
            423 | down     | store.locked
            429 | degraded | shopify.throttled
            430 | down     | shopify.rejected
            503 | down     | shopify.unavailable
            504 | down     | shopify.timeout
            """)
    void whatShopifyAnswersIsToldApart(int status, String level, String code) {
        client.connect(shop);
        Client.mischief(PLATFORM, shop, "\"kind\":\"status\",\"status\":" + status + ",\"times\":100");

        var connection = connection();

        assertThat(connection.path("code").asText()).isEqualTo(code);
        assertThat(connection.path("level").asText()).isEqualTo(level);
        assertThat(connection.path("status").asText()).isEqualTo("valid");
        assertThat(connection.path("latency_ms").isIntegralNumber()).isTrue();
    }

    @Test
    void aStoreThatOnlyItsMerchantCanRepairIsFoundByTheJobAndToldToThePlatformOnce() {
        client.connect(shop);
        Client.mischief(PLATFORM, shop, "\"kind\":\"revoke\"");

        runCheck();
        await().atMost(PATIENCE).until(() -> told() == 1 && checked());

        var summary = client.get(HEALTH + "/summary").data();
        assertThat(summary.at("/statuses/reauth_required").asInt()).isEqualTo(1);
        assertThat(summary.at("/stores/0/shop").asText()).isEqualTo(shop);
        assertThat(summary.at("/stores/0/last_check/level").asText()).isEqualTo("down");
        assertThat(summary.at("/stores/0/authorize_url").asText())
                .endsWith("/api/auth/shopify/authorize?shop=" + shop);
        var first = summary.at("/stores/0/last_check");
        // A check is remembered with its second, and two may be over within one.
        await().pollInterval(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> {
            runCheck();
            return !lastCheck().path("checked_at").equals(first.path("checked_at"));
        });
        assertThat(lastCheck().path("since")).isEqualTo(first.path("since"));
        assertThat(told()).isEqualTo(1);
        assertThat(PLATFORM.log()).anySatisfy(line -> assertThat(line)
                .contains("\"" + Metric.STORES_CHECKED.id() + "\":1", "\"status\":\"down\"", "\"stage\":\"local\""));
    }

    @Test
    void aRequestIsOneLineOfTheLogWithItsIdAndWithoutItsUserAndStore() {
        client.connect(shop);

        var id = client.get(HEALTH + "/connection?shop=" + shop).header("x-request-id");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(PLATFORM.log())
                .filteredOn(line -> line.contains(id)).singleElement().asString()
                .contains("request answered", "GET \\/api\\/shopify\\/health\\/connection", "200")
                .doesNotContain(shop, client.user()));
    }

    private boolean checked() {
        return lastCheck().path("code").asText().equals("store.reauth-required");
    }

    private JsonNode lastCheck() {
        return client.get(HEALTH + "/summary").data().at("/stores/0/last_check");
    }

    private long told() {
        return PLATFORM.events().events().stream().filter(event -> event.detailType().equals("ReauthRequired")
                && event.detail().path("shop").asText().equals(shop)).count();
    }

    private static void runCheck() {
        assertThat(Client.anonymous(PLATFORM).post("/local/jobs/" + Job.CHECK_HEALTH.id(), "").status()).isEqualTo(202);
    }

    private JsonNode connection() {
        var reply = client.get(HEALTH + "/connection?shop=" + shop);
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
        return reply.data().path(0);
    }

    /// What was found counts for some seconds.
    private static Client.Reply awaited(String status) {
        return await().atMost(PATIENCE).until(() -> Client.anonymous(PLATFORM).get(HEALTH),
                reply -> reply.data().path("status").asText().equals(status));
    }
}
