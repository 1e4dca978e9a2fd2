package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.fake.aws.Fault;
import com.atom.shopify.proof.ClientSecret;
import com.atom.shopify.proof.WebhookSignature;
import com.atom.shopify.tables.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Stores that are connected through an app of their owner.
@Isolated("it takes AWS away from everybody")
class OwnAppsIT {
    private static final String IMPORT = "/api/auth/shopify/tokens/import";
    private static final String PRODUCTS = "/api/shopify/products?limit=1&shop=";

    private final String shop = Client.newShop();
    private final Client client = Client.ofNewUser();
    private final String app = "app-" + UUID.randomUUID();

    @Test
    void aStoreIsConnectedThroughItsOwnersAppAndItsTokenIsAskedForAgainWhenItEnds() {
        var secret = install(shop, app);
        Client.control("PUT", "/shops/" + shop, "{\"access_token_ttl\":\"PT10S\"}");

        var imported = bringIn(shop, app, secret);

        assertThat(imported.status()).as(imported.response().body()).isEqualTo(201);
        assertThat(imported.data().path("status").asText()).isEqualTo("valid");
        assertThat(imported.data().path("refresh_expires_at").isNull()).isTrue();
        Client.control("PUT", "/shops/" + shop, "{\"access_token_ttl\":\"PT24H\"}");
        assertThat(client.get(PRODUCTS + shop).status()).isEqualTo(200);
        assertThat(exchanges()).isEqualTo(2);
        assertThat(client.get(PRODUCTS + shop + "&query=other").status()).isEqualTo(200);
        assertThat(exchanges()).isEqualTo(2);
        assertThat(client.send("POST", "/api/auth/shopify/refresh?shop=" + shop, null).status()).isEqualTo(200);
        assertThat(client.get("/api/auth/shopify/stores").data().at("/0/status").asText()).isEqualTo("valid");
        assertThat(client.get("/api/shopify/health/tokens").data().at("/0/status").asText()).isEqualTo("valid");
        assertThat(row()).doesNotContainKey("refresh_expires_at").containsKey("ciphertext");
        assertThat(row().toString()).doesNotContain(secret);
    }

    @Test
    void credentialsThatShopifyDoesNotAcceptBringInNothing() {
        install(shop, app);

        assertThat(bringIn(shop, app, "wrong").error()).isEqualTo("422 tokens.refused");
        assertThat(bringIn(shop, "app-unknown", "wrong").error()).isEqualTo("422 tokens.refused");
        assertThat(client.get("/api/auth/shopify/stores").data()).isEmpty();
        assertThat(deliver("/webhooks/shopify/" + app, "wrong")).isEqualTo(401);
    }

    @Test
    void aStoreHasOneApp() {
        var secret = install(shop, app);
        Client.ofNewUser().connect(shop);

        assertThat(bringIn(shop, app, secret).error()).isEqualTo("409 store.other-app");

        var own = Client.newShop();
        var ownApp = "app-" + UUID.randomUUID();
        assertThat(bringIn(own, ownApp, install(own, ownApp)).status()).isEqualTo(201);
        var other = "app-" + UUID.randomUUID();
        assertThat(bringIn(own, other, install(own, other)).error()).isEqualTo("409 store.other-app");
        assertThat(client.get(client.consent(client.begin(own))).error()).isEqualTo("409 store.other-app");
        assertThat(client.get(PRODUCTS + own).status()).isEqualTo(200);
    }

    @Test
    void whoDisconnectsEndsTheAppAndItsSecretAndMayBringInAnother() {
        var secret = install(shop, app);
        assertThat(bringIn(shop, app, secret).status()).isEqualTo(201);
        assertThat(deliver("/webhooks/shopify/" + app, secret)).isEqualTo(200);

        assertThat(client.post("/api/auth/shopify/revoke?shop=" + shop, "{}").data().path("uninstalled").asBoolean())
                .isTrue();

        assertThat(row()).doesNotContainKeys("ciphertext", "app");
        assertThat(audited()).singleElement().satisfies(record -> assertThat(record).containsEntry("outcome",
                AttributeValue.fromS("uninstalled")).containsEntry("user", AttributeValue.fromS(client.user())));
        assertThat(isKept()).isFalse();
        assertThat(bringIn(shop, app, secret).error()).isEqualTo("422 tokens.refused");
        assertThat(client.connect(shop).get(PRODUCTS + shop).status()).isEqualTo(200);
    }

    @Test
    void aNewSecretReplacesTheOldOneEverywhereAtOnceAndBothSign() {
        var secret = install(shop, app);
        assertThat(bringIn(shop, app, secret).status()).isEqualTo(201);
        assertThat(client.send("POST", "/api/auth/shopify/refresh?shop=" + shop, null).status()).isEqualTo(200);
        var next = UUID.randomUUID().toString();
        Client.mischief(shop, "\"kind\":\"rotate_secret\",\"keep_old\":false,\"client_id\":\"" + app
                + "\",\"secret\":\"" + next + "\"");

        assertThat(bringIn(shop, app, next).status()).isEqualTo(201);
        assertThat(bringIn(shop, app, next).status()).as("sent again").isEqualTo(201);

        assertThat(client.send("POST", "/api/auth/shopify/refresh?shop=" + shop, null).status()).isEqualTo(200);
        assertThat(deliver("/webhooks/shopify/" + app, next)).isEqualTo(200);
        assertThat(deliver("/webhooks/shopify/" + app, secret)).isEqualTo(200);
    }

    @Test
    void whenTheStoreCannotBeStoredTheSecretDoesNotStay() {
        var secret = install(shop, app);
        Running.platform().dynamoDb().order("TransactWriteItems", new Fault.Fail(), 10);
        try {
            assertThat(bringIn(shop, app, secret).error()).isEqualTo("503 service.unavailable");
        } finally {
            Running.platform().dynamoDb().calm();
        }

        assertThat(isKept()).isFalse();
        assertThat(bringIn(shop, app, secret).status()).isEqualTo(201);
        assertThat(isKept()).isTrue();
    }

    @Test
    void aSecretThatAnotherStoreUsesStaysWhenAnImportFails() {
        var secret = install(shop, app);
        assertThat(bringIn(shop, app, secret).status()).isEqualTo(201);
        Running.platform().dynamoDb().order("TransactWriteItems", new Fault.Fail(), 10);
        try {
            assertThat(bringIn(shop, app, secret).error()).isEqualTo("503 service.unavailable");
        } finally {
            Running.platform().dynamoDb().calm();
        }

        assertThat(isKept()).isTrue();
        assertThat(client.send("POST", "/api/auth/shopify/refresh?shop=" + shop, null).status()).isEqualTo(200);
    }

    /// Whether there is a secret of the app.
    private boolean isKept() {
        try {
            SetupCall.to(Running.platform().secrets().endpoint(), "secretsmanager.DescribeSecret",
                    Map.of("SecretId", "atom-shopify/local/apps/" + app));
            return true;
        } catch (StartFailure unknown) {
            return false;
        }
    }

    @Test
    void aDeliveryIsSignedByTheAppWhosePathItTakes() {
        var secret = install(shop, app);
        assertThat(bringIn(shop, app, secret).status()).isEqualTo(201);

        assertThat(deliver("/webhooks/shopify/" + app, secret)).isEqualTo(200);
        assertThat(deliver("/webhooks/shopify/" + app, "local-secret")).isEqualTo(401);
        assertThat(deliver("/webhooks/shopify", secret)).isEqualTo(401);
    }

    @Test
    void whenTheOwnerTakesTheAppAwayTheStoreSaysSo() {
        var secret = install(shop, app);
        assertThat(bringIn(shop, app, secret).status()).isEqualTo(201);
        Client.control("POST", "/uninstall", "{\"shop\":\"" + shop + "\",\"client_id\":\"" + app + "\"}");

        var refused = client.get(PRODUCTS + shop);
        assertThat(refused.error()).isEqualTo("401 store.reauth-required");
        assertThat(refused.json().at("/error/authorize_url").isMissingNode()).isTrue();
        assertThat(refused.json().at("/error/message").asText()).contains("import");
        assertThat(client.get("/api/shopify/health/tokens").data().at("/0/authorize_url").isNull()).isTrue();
        assertThat(row()).doesNotContainKeys("ciphertext", "previous");
        assertThat(client.get("/api/auth/shopify/stores").data().at("/0/status").asText())
                .isEqualTo("reauth_required");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "client_id":"a b","client_secret":"x"                          | client_id:pattern
            "client_id":"local-key","client_secret":"x"                    | client_id:not-own
            "client_id":"a"                                                | client_secret:required
            "client_secret":"x"                                            | client_id:required
            "client_id":"a","client_secret":"x","access_token":"y"         | access_token:unknown
            "client_id":"a","client_secret":"with blank"                   | client_secret:pattern
            """)
    void whatIsNoAppIsRefused(String fields, String problem) {
        assertThat(client.post(IMPORT,
                "{\"shop\":\"" + shop + "\",\"grant\":\"client_credentials\"," + fields + "}").error())
                .isEqualTo("400 request.invalid " + problem);
    }

    private static String install(String shop, String app) {
        return Client.control("POST", "/own-app", "{\"shop\":\"" + shop + "\",\"client_id\":\"" + app
                + "\",\"scope\":\"" + ConnectStoreIT.SCOPES + "\"}").json().path("client_secret").asText();
    }

    private Client.Reply bringIn(String at, String id, String secret) {
        return client.post(IMPORT, "{\"shop\":\"" + at + "\",\"grant\":\"client_credentials\",\"client_id\":\"" + id
                + "\",\"client_secret\":\"" + secret + "\"}");
    }

    private int deliver(String path, String secret) {
        var body = "{}".getBytes(UTF_8);
        return Client.anonymous().send("POST", path, body, "X-Shopify-Topic", "shop/update", "X-Shopify-Shop-Domain",
                shop, "X-Shopify-Hmac-Sha256",
                WebhookSignature.of(body, new ClientSecret(secret, Optional.empty()))).status();
    }

    /// The records of what was done to the shop.
    private List<Map<String, AttributeValue>> audited() {
        return Running.platform().tables().client().query(query -> query
                .tableName(Running.platform().tables().name(Table.WORK)).keyConditionExpression("#owner = :audit")
                .expressionAttributeNames(Map.of("#owner", "owner"))
                .expressionAttributeValues(Map.of(":audit", AttributeValue.fromS("audit#" + shop)))).items();
    }

    private long exchanges() {
        return Client.control("GET", "/token-exchanges?shop=" + shop, "").json().valueStream()
                .filter(exchange -> exchange.path("grant_type").asText().equals("client_credentials")).count();
    }

    private Map<String, AttributeValue> row() {
        return Running.platform().tables().client().getItem(get -> get
                .tableName(Running.platform().tables().name(Table.TOKENS))
                .key(Map.of("shop", AttributeValue.fromS(shop)))).item();
    }
}
