package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atom.shopify.fake.aws.Fault;
import com.atom.shopify.fake.aws.FaultProxy;
import com.atom.shopify.routes.LambdaFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Functions that die over a token, answers that change their order, clocks that are off, keys that are away: the store lives on.
///
/// In a product of its own, from which AWS is taken away.
@Order(2)
class TokenAccidentsIT {
    private static final String PRODUCTS = "/api/shopify/products?limit=1&shop=";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STUCK = Duration.ofSeconds(3);

    private static final LocalPlatform PLATFORM = Running.start(Map.of());

    private final String shop = Client.newShop();
    private final Client client = new Client(PLATFORM, "owner-of-" + shop);

    /// Where a function is killed on its way through a refresh.
    enum Step {
        /// It has the lease, and reads the row again.
        HAS_THE_LEASE,
        /// Shopify has got the question and not answered it.
        HAS_ASKED,
        /// Shopify has made a new pair, whose answer is on its way.
        IS_ANSWERED,
        /// It writes the new pair.
        STORES
    }

    @AfterAll
    static void stop() {
        PLATFORM.close();
    }

    @AfterEach
    void calm() {
        PLATFORM.dynamoDb().calm();
    }

    @ParameterizedTest
    @EnumSource
    void afterAFunctionWasKilledTheNextCallSucceeds(Step step) {
        connectSpent();
        var victim = PLATFORM.another(LambdaFunction.COMMERCE, LambdaRuntime.AWS);
        var gateway = PLATFORM.gatewayBefore(Map.of(LambdaFunction.COMMERCE, victim));
        var database = PLATFORM.dynamoDb();
        database.forgetCalls();
        stick(step, database);
        var dying = CompletableFuture.supplyAsync(() -> client.get(gateway + PRODUCTS + shop),
                Executors.newVirtualThreadPerTaskExecutor());
        await().atMost(PATIENCE).until(() -> isReached(step, database));

        victim.kill();

        assertThat(dying.join().status()).isEqualTo(500);
        database.calm();
        var next = client.get(PRODUCTS + shop);
        assertThat(next.status()).as(next.response().body()).isEqualTo(200);
    }

    /// Two counts of requests come before the lease, and one look at the row.
    private void stick(Step step, FaultProxy database) {
        switch (step) {
            case HAS_THE_LEASE -> {
                database.order("GetItem", new Fault.Stall(Duration.ZERO), 1);
                database.order("GetItem", new Fault.Stall(STUCK), 1);
            }
            case HAS_ASKED -> Client.mischief(PLATFORM, shop, "\"at\":\"token\",\"kind\":\"stall\",\"delay\":\"PT3S\"");
            case IS_ANSWERED -> Client.mischief(PLATFORM, shop,
                    "\"at\":\"token\",\"kind\":\"stall\",\"delay\":\"PT3S\",\"when\":\"after\"");
            case STORES -> {
                database.order("UpdateItem", new Fault.Stall(Duration.ZERO), 3);
                database.order("UpdateItem", new Fault.Stall(STUCK), 1);
            }
        }
    }

    private boolean isReached(Step step, FaultProxy database) {
        return switch (step) {
            case HAS_THE_LEASE -> calls(database, "GetItem") == 2;
            case HAS_ASKED, IS_ANSWERED -> calls(database, "UpdateItem") == 3 && calls(database, "GetItem") == 2
                    && hasBeenAtItFor(Duration.ofSeconds(1), database);
            case STORES -> calls(database, "UpdateItem") == 4;
        };
    }

    private static long calls(FaultProxy database, String operation) {
        return database.calls().stream().filter(call -> call.operation().equals(operation)).count();
    }

    /// The last call of DynamoDB is so long ago; Shopify keeps its answer back for three times as long.
    private static boolean hasBeenAtItFor(Duration time, FaultProxy database) {
        return database.answers().getLast().at().plus(time).isBefore(Instant.now());
    }

    @Test
    void ofTwoConsentsThatAreAnsweredInTheOtherOrderTheLivingPairIsStored() {
        var second = new Client(PLATFORM, "another-of-" + shop);
        var firstCallback = client.consent(client.begin(shop));
        Client.mischief(PLATFORM, shop, "\"at\":\"token\",\"kind\":\"stall\",\"delay\":\"PT2S\",\"when\":\"after\"");
        var first = CompletableFuture.supplyAsync(() -> client.get(firstCallback),
                Executors.newVirtualThreadPerTaskExecutor());
        var secondCallback = second.consent(second.begin(shop));

        var both = Stream.of(second.get(secondCallback), first.join()).toList();

        assertThat(both).allSatisfy(reply -> assertThat(reply.status()).as(reply.response().body()).isEqualTo(200));
        assertThat(refreshed().status()).isEqualTo(200);
        assertThat(List.of(client.get(PRODUCTS + shop).status(), second.get(PRODUCTS + shop).status()))
                .containsOnly(200);
    }

    @Test
    void ofAConsentAndARefreshThatAreAnsweredInTheOtherOrderTheLivingPairIsStored() {
        client.connect(shop);
        Client.mischief(PLATFORM, shop, "\"at\":\"token\",\"kind\":\"stall\",\"delay\":\"PT2S\",\"when\":\"after\"");
        var refresh = CompletableFuture.supplyAsync(this::refreshed, Executors.newVirtualThreadPerTaskExecutor());
        var other = new Client(PLATFORM, "another-of-" + shop);

        other.connect(shop);

        assertThat(refresh.join().status()).isIn(200, 409);
        assertThat(refreshed().status()).isEqualTo(200);
        assertThat(client.get(PRODUCTS + shop).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT5M", "PT-5M"})
    void whenShopifysClockIsOffARefreshWorks(String skew) {
        client.connect(shop);
        Client.control(PLATFORM, "POST", "/clock", "{\"skew\":\"" + skew + "\"}");
        try {
            assertThat(refreshed().status()).isEqualTo(200);
            assertThat(client.get(PRODUCTS + shop).status()).isEqualTo(200);
        } finally {
            Client.control(PLATFORM, "POST", "/clock", "{\"skew\":\"PT0S\"}");
        }
    }

    @Test
    void whileTheKeyIsAwayNothingIsLostAndHealthSaysSo() {
        connectSpent();
        PLATFORM.kms().order("Decrypt", new Fault.Fail(), 1_000);
        try {
            assertThat(client.get(PRODUCTS + shop).error()).isEqualTo("503 store.key-unavailable");
            assertThat(client.get("/api/shopify/health/tokens?shop=" + shop).data().at("/0/status").asText())
                    .isEqualTo("key_unavailable");
        } finally {
            PLATFORM.kms().calm();
        }
        assertThat(client.get(PRODUCTS + shop).status()).isEqualTo(200);
        assertThat(client.get("/api/shopify/health/tokens?shop=" + shop).data().at("/0/status").asText())
                .isEqualTo("valid");
    }

    @Test
    void healthTellsWhereARefusedStoreIsConnectedAgain() {
        client.connect(shop);
        Client.mischief(PLATFORM, shop, "\"kind\":\"revoke\"");
        assertThat(refreshed().error()).isEqualTo("401 store.reauth-required");

        var health = client.get("/api/shopify/health/tokens").data().path(0);

        assertThat(health.path("status").asText()).isEqualTo("reauth_required");
        assertThat(health.path("authorize_url").asText()).endsWith("/api/auth/shopify/authorize?shop=" + shop);
    }

    private void connectSpent() {
        client.connect(shop);
        Client.control(PLATFORM, "PUT", "/shops/" + shop, "{\"access_token_ttl\":\"PT10S\"}");
        assertThat(refreshed().status()).isEqualTo(200);
        Client.control(PLATFORM, "PUT", "/shops/" + shop, "{\"access_token_ttl\":\"PT1H\"}");
    }

    private Client.Reply refreshed() {
        return client.send("POST", "/api/auth/shopify/refresh", null);
    }
}
