package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Writes under an `Idempotency-Key` against a Shopify that fails before, during and after them, with several instances.
class SafeWritesIT {
    private static final String PRODUCTS = "/api/shopify/products";

    private final String shop = Client.newShop();
    private final Client client = Client.ofNewUser().connect(shop);
    private final String key = UUID.randomUUID().toString();

    @Test
    void fiftyIdenticalRequestsAtOnceCreateOneProduct() throws Exception {
        List<Client.Reply> replies;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            replies = threads
                    .invokeAll(IntStream.range(0, 50).<Callable<Client.Reply>>mapToObj(
                            i -> () -> post("{\"title\":\"One of fifty\"}")).toList())
                    .stream()
                    .map(reply -> reply.resultNow()).toList();
        }

        assertThat(found("One of fifty")).isEqualTo(1);
        assertThat(replies.stream().filter(reply -> reply.status() == 201
                && reply.header("idempotency-replayed").isEmpty())).hasSize(1);
        assertThat(replies).allMatch(reply -> reply.status() == 201
                || reply.error().equals("409 idempotency.still-running"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void aProductWithAHandleIsFoundAgainWhenTheAnswerIsLost(String when) {
        Client.mischief(shop, "\"at\":\"admin\",\"kind\":\"cut\",\"operation\":\"CreateProduct\",\"when\":\"" + when
                + "\"");

        var created = post("{\"title\":\"Lost and found\",\"handle\":\"lost-and-found\"}");
        var again = post("{\"title\":\"Lost and found\",\"handle\":\"lost-and-found\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(again.header("idempotency-replayed")).isEqualTo("true");
        assertThat(again.data()).isEqualTo(created.data());
        assertThat(found("Lost and found")).isEqualTo(1);
    }

    @Test
    void theNextRequestUnderTheKeyGoesOnWhereTheFirstHadToStop() {
        Client.mischief(shop, "\"at\":\"admin\",\"kind\":\"cut\",\"operation\":\"CreateProduct\",\"when\":\"after\"");
        Client.mischief(shop, "\"at\":\"admin\",\"kind\":\"status\",\"operation\":\"FindProduct\",\"status\":503,"
                + "\"times\":4");

        assertThat(post("{\"title\":\"Later\",\"handle\":\"later\"}").error()).isEqualTo("409 write.outcome-unknown");
        var found = post("{\"title\":\"Later\",\"handle\":\"later\"}");

        assertThat(found.status()).isEqualTo(201);
        assertThat(found("Later")).isEqualTo(1);
    }

    @Test
    void aProductWithoutAHandleIsNeverSentAgain() {
        Client.mischief(shop, "\"at\":\"admin\",\"kind\":\"cut\",\"operation\":\"CreateProduct\",\"when\":\"after\"");

        for (var i = 0; i < 3; i++) {
            assertThat(post("{\"title\":\"Nameless\"}").error()).isEqualTo("409 write.outcome-unknown");
        }

        assertThat(found("Nameless")).isEqualTo(1);
    }

    @Test
    void aHandleThatAnotherProductHasIsNotTakenOver() {
        var older = client.post(PRODUCTS, "{\"title\":\"Older\",\"handle\":\"mine\"}").data().path("id").asText();
        var taken = post("{\"title\":\"Newer\",\"handle\":\"mine\"}");

        assertThat(taken.error()).isEqualTo("422 products.refused handle:taken");
        assertThat(client.get(PRODUCTS + "/" + older).data().path("title").asText()).isEqualTo("Older");
    }

    @Test
    void aChangeIsRepeatedUntilItIsCertain() {
        var path = PRODUCTS + "/" + client.post(PRODUCTS, "{\"title\":\"Before\"}").data().path("id").asText();
        Client.mischief(shop, "\"at\":\"admin\",\"kind\":\"cut\",\"operation\":\"UpdateProduct\",\"when\":\"after\"");

        var unclear = client.send("PUT", path, "{\"title\":\"After\"}".getBytes(UTF_8), "Idempotency-Key", key);
        var certain = client.send("PUT", path, "{\"title\":\"After\"}".getBytes(UTF_8), "Idempotency-Key", key);

        assertThat(unclear.error()).isEqualTo("409 write.outcome-unknown");
        assertThat(certain.status()).isEqualTo(200);
        assertThat(certain.data().path("title").asText()).isEqualTo("After");
    }

    @Test
    void oneKeyIsForOneRequest() {
        post("{\"title\":\"First\"}");

        assertThat(post("{\"title\":\"Second\"}").error()).isEqualTo("422 idempotency.key-reused");
        assertThat(found("Second")).isZero();
    }

    private Client.Reply post(String body) {
        return client.send("POST", PRODUCTS, body.getBytes(UTF_8), "Idempotency-Key", key);
    }

    private int found(String title) {
        return client.send("GET", PRODUCTS + "?title=" + Client.encoded(title), null, "Cache-Control", "no-cache")
                .json()
                .path("count").asInt();
    }
}
