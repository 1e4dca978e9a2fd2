package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.fake.aws.Fault;
import com.atom.shopify.fake.aws.FaultProxy;
import com.atom.shopify.proof.ClientSecret;
import com.atom.shopify.proof.WebhookSignature;
import com.atom.shopify.routes.Bucket;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Metric;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the webhook target takes, what it refuses, and what it asks of AWS for that.
@Isolated("it counts calls of AWS")
class IntakeIT {
    private static final String TARGET = "/webhooks/shopify";
    private static final ClientSecret SECRET = new ClientSecret("local-secret", Optional.empty());

    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void forgetCalls() {
        Running.platform().sqs().forgetCalls();
        Running.platform().s3().forgetCalls();
        Running.platform().dynamoDb().forgetCalls();
    }

    @Test
    void aGenuineDeliveryIsOneMessageAndNothingElse() {
        assertThat(deliver(bytes("{\"id\":1}")).status()).isEqualTo(200);

        assertThat(operations(Running.platform().sqs())).containsExactly("SendMessage");
        assertThat(operations(Running.platform().s3())).isEmpty();
        assertThat(operations(Running.platform().dynamoDb())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"a\":1,\"a\":2}", "{\"title\":\"Caf\u00e9 \\/ \u5e97\"}", "\uFEFF{\"id\":1}",
            "{\r\n\"id\":1\r\n}", "not JSON at all", "\u0000\u0001\uFFFE"})
    void theBytesAreWhatIsSigned(String body) {
        assertThat(deliver(bytes(body)).status()).isEqualTo(200);
        assertThat(send("POST", TARGET, bytes(body), "Content-Type", "application/octet-stream").status())
                .as("as Base64").isEqualTo(200);
        assertThat(send("POST", TARGET, bytes(body), "Content-Type", "application/json; charset=ISO-8859-1").status())
                .as("whatever the charset says").isEqualTo(200);
        assertThat(operations(Running.platform().sqs())).hasSize(3);
    }

    @Test
    void bytesThatAreNoTextAreTakenToo() {
        assertThat(deliver("{\"title\":\"Caf\u00e9\"}".getBytes(ISO_8859_1)).status()).isEqualTo(200);
    }

    @Test
    void aFlagThatLiesAboutTheBodyIs401() throws Exception {
        var body = "{\"id\":1}";
        var encoded = Base64.getEncoder().encodeToString(bytes(body));

        assertThat(invoke(body, false, body)).isEqualTo(200);
        assertThat(invoke(encoded, true, body)).isEqualTo(200);
        assertThat(invoke(body, true, body)).as("text that is said to be Base64").isEqualTo(401);
        assertThat(invoke(encoded, false, body)).as("Base64 that is said to be text").isEqualTo(401);
        assertThat(operations(Running.platform().sqs())).hasSize(2);
    }

    /// The status for an event with this body, signed over that one.
    private int invoke(String sent, boolean isBase64, String signed) throws Exception {
        var event = Client.JSON.createObjectNode().put("version", "2.0").put("body", sent)
                .put("isBase64Encoded", isBase64);
        event.putObject("headers").put("x-shopify-topic", "orders/create")
                .put("x-shopify-shop-domain", "intake.myshopify.com").put("x-shopify-webhook-id", id)
                .put("x-shopify-hmac-sha256", WebhookSignature.of(bytes(signed), SECRET));
        event.putObject("requestContext").put("requestId", id);
        return Client.JSON.readTree(Running.platform().function(LambdaFunction.INTAKE).invoke(event.toString()))
                .path("statusCode").asInt();
    }

    @ParameterizedTest
    @ValueSource(ints = {199_999, 1 << 20, 4 << 20})
    void aLargeBodyLiesInTheBucketUnderItsDigest(int size) {
        var body = bytes("{\"note\":\"" + id + "x".repeat(size) + "\"}");

        assertThat(deliver(body).status()).isEqualTo(200);

        assertThat(operations(Running.platform().s3())).containsExactly("PutObject");
        assertThat(Running.platform().s3().calls().getFirst().resource()).isEqualTo(Bucket.PAYLOADS.id());
        assertThat(operations(Running.platform().sqs())).containsExactly("SendMessage");
    }

    @Test
    void whatLambdaDoesNotTakeIsRefusedBeforeIt() {
        assertThat(deliver(new byte[7 << 20]).response().body())
                .isEqualTo("{\"message\":\"Request Entity Too Large\"}");
        assertThat(operations(Running.platform().sqs())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "PATCH"})
    void aForgeryIs401WhateverTheMethod(String method) {
        var body = method.equals("GET") ? null : bytes("{}");

        assertThat(Client.anonymous().send(method, TARGET, body).status()).isEqualTo(401);
        assertThat(Client.anonymous().send(method, TARGET, body, "X-Shopify-Topic", "customers/redact",
                "X-Shopify-Hmac-Sha256", "bm90IGl0").status()).isEqualTo(401);
        assertThat(operations(Running.platform().sqs())).isEmpty();
    }

    @Test
    void aSignatureOfOtherBytesInAnotherFormOrTwiceIs401() {
        var body = bytes("{\"id\":1}");
        var signature = WebhookSignature.of(body, SECRET);
        var hex = HexFormat.of().formatHex(Base64.getDecoder().decode(signature));

        for (var forged : List.of(WebhookSignature.of(bytes("{\"id\":2}"), SECRET), hex, hex.toUpperCase(Locale.ROOT),
                signature + "," + signature, signature.substring(1), "", " ",
                WebhookSignature.of(body, new ClientSecret("another", Optional.empty())))) {
            assertThat(Client.anonymous().send("POST", TARGET, body, "X-Shopify-Hmac-Sha256", forged).status())
                    .as(forged).isEqualTo(401);
        }
        assertThat(operations(Running.platform().sqs())).isEmpty();
    }

    @Test
    void theNewerNamesOfTheHeadersAreKnown() {
        var body = bytes("{}");

        assertThat(Client.anonymous().send("POST", TARGET, body, "Shopify-Hmac-Sha256",
                WebhookSignature.of(body, SECRET)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/unknown-app", "/local-key", "/..%2Fclient-secret", "/a%20b", "/%2a"})
    void anAppThatNobodyBroughtIs401(String app) {
        assertThat(send("POST", TARGET + app, bytes("{}")).status()).isEqualTo(401);
        assertThat(operations(Running.platform().sqs())).isEmpty();
    }

    @Test
    void whenItCannotBeQueuedShopifyIsToldToComeAgain() {
        Running.platform().sqs().order("SendMessage", new Fault.Fail(), 10);
        try {
            assertThat(deliver(bytes("{}")).status()).isEqualTo(503);
        } finally {
            Running.platform().sqs().calm();
        }
        assertThat(deliver(bytes("{}")).status()).isEqualTo(200);
    }

    @Test
    void whenALargeBodyCannotBeKeptNothingIsQueued() {
        Running.platform().s3().order("PutObject", new Fault.Fail(), 10);
        try {
            assertThat(deliver(new byte[300_000]).status()).isEqualTo(503);
        } finally {
            Running.platform().s3().calm();
        }
        assertThat(operations(Running.platform().sqs())).isEmpty();
    }

    @Test
    void theLogSaysWhatWasAcceptedAndNothingOfForgeriesOrBodies() {
        var marker = "marker-" + id;

        deliver(bytes("{\"email\":\"" + marker + "\"}"));
        Client.anonymous().send("POST", TARGET, bytes("{}"), "X-Shopify-Topic", marker, "X-Shopify-Hmac-Sha256",
                marker);

        assertThat(Running.platform().log()).filteredOn(line -> line.contains(id)).hasSize(1).first().asString()
                .contains("\"outcome\":\"accepted\"").contains("\"webhook_id\":\"" + id + "\"")
                .contains("\"" + Metric.DELIVERIES_ACCEPTED.id() + "\":1").doesNotContain(marker);
        assertThat(Running.platform().log())
                .anyMatch(line -> line.contains("\"" + Metric.DELIVERIES_FORGED.id() + "\":1"));
    }

    private Client.Reply deliver(byte[] body) {
        return send("POST", TARGET, body);
    }

    private Client.Reply send(String method, String path, byte[] body, String... headers) {
        var all = new ArrayList<>(List.of("X-Shopify-Hmac-Sha256", WebhookSignature.of(body, SECRET),
                "X-Shopify-Topic", "orders/create", "X-Shopify-Shop-Domain", "intake.myshopify.com",
                "X-Shopify-Webhook-Id", id));
        all.addAll(List.of(headers));
        return Client.anonymous().send(method, path, body, all.toArray(String[]::new));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /// What the intake asked of a service; others use it at the same time.
    private static List<String> operations(FaultProxy service) {
        return service.calls().stream().filter(call -> call.accessKey().equals("intake"))
                .map(FaultProxy.Called::operation).toList();
    }
}
