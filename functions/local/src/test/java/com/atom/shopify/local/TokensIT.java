package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.tables.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What becomes of a store's token: refreshed, brought in, revoked, installed by Shopify's own link.
class TokensIT {
    private static final String STORES = "/api/auth/shopify/stores";
    private static final String PRODUCTS = "/api/shopify/products?limit=1&shop=";

    private final String shop = Client.newShop();
    private final Client client = Client.ofNewUser();
    private long refreshesBefore;

    @Test
    void fiftyRequestsOfThreeInstancesOnASpentTokenRefreshItOnce() throws Exception {
        client.connect(shop);
        expire();
        var instances = IntStream.range(0, 3).mapToObj(_ -> instance()).toList();

        List<Client.Reply> replies;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            replies = threads.invokeAll(IntStream.range(0, 50).<Callable<Client.Reply>>mapToObj(
                    i -> () -> client.get(instances.get(i % 3) + PRODUCTS + shop + "&query=word" + i)).toList())
                    .stream().map(reply -> reply.resultNow()).toList();
        }

        assertThat(replies).allSatisfy(
                reply -> assertThat(reply.status()).as(reply.response().body()).isEqualTo(200));
        assertThat(exchanges("refresh_token")).isEqualTo(1);
    }

    @Test
    void aSpentTokenIsReplacedWithinTheRequest() {
        Client.control("PUT", "/shops/" + shop, "{\"access_token_ttl\":\"PT1S\"}");
        client.connect(shop);
        Client.control("PUT", "/shops/" + shop, "{\"access_token_ttl\":\"PT1H\"}");

        assertThat(client.get(PRODUCTS + shop).status()).isEqualTo(200);
    }

    @Test
    void aStoreIsRefreshedWhenItsUserSaysSo() {
        client.connect(shop);

        var refreshed = client.send("POST", "/api/auth/shopify/refresh", null);

        assertThat(refreshed.status()).as(refreshed.response().body()).isEqualTo(200);
        assertThat(refreshed.data().path("status").asText()).isEqualTo("valid");
        assertThat(exchanges("refresh_token")).isEqualTo(1);
    }

    @Test
    void aRevokedStoreSaysHowToConnectItAgain() {
        client.connect(shop);
        Client.mischief(shop, "\"at\":\"admin\",\"kind\":\"revoke\"");

        var refused = client.get(PRODUCTS + shop);

        assertThat(refused.error()).isEqualTo("401 store.reauth-required");
        assertThat(refused.json().at("/error/authorize_url").asText()).contains("/api/auth/shopify/authorize?shop=");
        assertThat(client.send("POST", "/api/auth/shopify/refresh", null).error())
                .isEqualTo("401 store.reauth-required");
        assertThat(client.get(STORES).data().at("/0/status").asText()).isEqualTo("reauth_required");
        client.connect(shop);
        assertThat(client.get(PRODUCTS + shop).status()).isEqualTo(200);
    }

    @Test
    void theLastUserTakesTheAppOutOfTheStore() {
        var other = Client.ofNewUser().connect(shop);
        client.connect(shop);

        assertThat(revoke(client, "").path("uninstalled").asBoolean(true)).isFalse();
        assertThat(client.get(PRODUCTS + shop).error()).isEqualTo("404 store.not-found");
        assertThat(other.get(PRODUCTS + shop).status()).isEqualTo(200);
        assertThat(revoke(client, "").path("uninstalled").asBoolean(true)).isFalse();

        assertThat(revoke(other, "{}").path("uninstalled").asBoolean()).isTrue();
        assertThat(other.get(STORES).data()).isEmpty();
        assertThat(row(shop)).doesNotContainKeys("ciphertext", "previous", "refresh_expires_at");
        assertThat(revoke(other, "{}").path("uninstalled").asBoolean()).isTrue();
        client.connect(shop);
        assertThat(client.get(PRODUCTS + shop).status()).isEqualTo(200);
    }

    @Test
    void aStoreThatItsLastUsersLeftAtOnceIsEndedByWhoRepeatsIt() {
        client.connect(shop);
        // Each of them saw the other, so both have only ended their links.
        Running.platform().tables().client().updateItem(update -> update
                .tableName(Running.platform().tables().name(Table.CONNECTIONS))
                .key(Map.of("shop", AttributeValue.fromS(shop), "record",
                        AttributeValue.fromS("user#" + client.user())))
                .updateExpression("SET ended_at = :now").expressionAttributeValues(
                        Map.of(":now", AttributeValue.fromN("1"))));
        assertThat(row(shop)).containsKey("ciphertext");

        assertThat(revoke(client, "{}").path("uninstalled").asBoolean()).isTrue();

        assertThat(row(shop)).doesNotContainKeys("ciphertext", "previous");
    }

    @Test
    void whoUninstallsDisconnectsEverybody() {
        var other = Client.ofNewUser().connect(shop);
        client.connect(shop);

        assertThat(revoke(client, "{\"uninstall\":true}").path("uninstalled").asBoolean()).isTrue();

        assertThat(other.get(PRODUCTS + shop).error()).isEqualTo("404 store.not-found");
        assertThat(client.post("/api/auth/shopify/revoke?shop=" + Client.newShop(), "{}").error())
                .isEqualTo("404 store.not-found");
    }

    @Test
    void aPermanentTokenIsBroughtInAndEnds() {
        var token = permanentToken(ConnectStoreIT.SCOPES);
        var body = "{\"shop\":\"" + shop + "\",\"grant\":\"permanent\",\"access_token\":\"" + token + "\"}";

        var imported = client.post("/api/auth/shopify/tokens/import", body);

        assertThat(imported.status()).as(imported.response().body()).isEqualTo(201);
        assertThat(imported.data().path("shop").asText()).isEqualTo(shop);
        assertThat(client.get(PRODUCTS + shop).status()).isEqualTo(200);
        // The answer may have been lost: the same token gives a pair again.
        assertThat(client.post("/api/auth/shopify/tokens/import", body).status()).isEqualTo(201);
        assertThat(client.get(PRODUCTS + shop + "&query=again").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"shop":"SHOP","grant":"permanent","access_token":"shpat_unknown"}  | 422 tokens.refused
            {"shop":"SHOP","grant":"permanent","access_token":"with blank"}     | 400 request.invalid access_token:pattern
            {"shop":"SHOP","grant":"client","access_token":"x"}                 | 400 request.invalid grant:choice
            {"shop":"example.com","grant":"permanent","access_token":"x"}       | 400 shop.invalid -
            {"shop":"SHOP","grant":"permanent"}                                 | 400 request.invalid access_token:required
            """)
    void aTokenThatIsNoneIsRefused(String body, String error) {
        assertThat(client.post("/api/auth/shopify/tokens/import", body.replace("SHOP", shop)).error())
                .startsWith(error.replace(" -", ""));
    }

    @Test
    void aPermanentTokenThatGrantsTooLittleConnectsNothing() {
        var body = "{\"shop\":\"" + shop + "\",\"grant\":\"permanent\",\"access_token\":\""
                + permanentToken("read_products") + "\"}";

        assertThat(client.post("/api/auth/shopify/tokens/import", body).error()).startsWith("403 scopes.missing");
        assertThat(client.get(STORES).data()).isEmpty();
    }

    @Test
    void whoComesByShopifysLinkFinishesAfterSigningIn() throws Exception {
        var query = Client.control("GET", "/install-link?shop=" + shop, "").json().path("query").asText();

        var callback = client.consent(client.beginByLink(query));
        var sentOn = client.get(callback);

        // Nobody is signed in yet: the platform's page gets everything, and nothing is used up.
        assertThat(sentOn.status()).isEqualTo(302);
        assertThat(sentOn.header("location")).endsWith(URI.create(callback).getRawQuery());
        assertThat(Client.ofNewUser().post(ConnectStoreIT.CALLBACK, ConnectStoreIT.strings(callback)).error())
                .isEqualTo("403 oauth.state-invalid");
        assertThat(client.post(ConnectStoreIT.CALLBACK, ConnectStoreIT.strings(callback)).status()).isEqualTo(200);
        assertThat(client.get(PRODUCTS + shop).status()).isEqualTo(200);
    }

    @Test
    void aForgedOrOldInstallLinkLeadsNowhere() {
        var query = Client.control("GET", "/install-link?shop=" + shop, "").json().path("query").asText();

        assertThat(client.get("/api/auth/shopify/install?" + query.replace("hmac=", "hmac=0")).error())
                .isEqualTo("400 oauth.hmac-invalid");
        assertThat(client.get("/api/auth/shopify/install?" + query.replace(shop, Client.newShop())).error())
                .isEqualTo("400 oauth.hmac-invalid");
    }

    private JsonNode revoke(Client user, String body) {
        var revoked = user.post("/api/auth/shopify/revoke?shop=" + shop, body);
        assertThat(revoked.status()).as(revoked.response().body()).isEqualTo(200);
        return revoked.data();
    }

    private String permanentToken(String scopes) {
        return Client.control("POST", "/permanent-token", "{\"shop\":\"" + shop + "\",\"scope\":\"" + scopes + "\"}")
                .json().path("access_token").asText();
    }

    private static URI instance() {
        var process = Running.platform().another(LambdaFunction.COMMERCE, LambdaRuntime.AWS);
        return Running.platform().gatewayBefore(Map.of(LambdaFunction.COMMERCE, process));
    }

    /// The token has come to its end: at Shopify, and as far as we know.
    private void expire() {
        Client.control("PUT", "/shops/" + shop, "{\"access_token_ttl\":\"PT10S\"}");
        client.send("POST", "/api/auth/shopify/refresh", null, "Idempotency-Key", UUID.randomUUID().toString());
        Client.control("PUT", "/shops/" + shop, "{\"access_token_ttl\":\"PT1H\"}");
        refreshesBefore = exchanges("refresh_token");
    }

    private long exchanges(String grant) {
        return Client.control("GET", "/token-exchanges?shop=" + shop, "").json().valueStream()
                .filter(exchange -> exchange.path("grant_type").asText().equals(grant)).count() - refreshesBefore;
    }

    private static Map<String, AttributeValue> row(String shop) {
        return Running.platform().tables().client().getItem(get -> get
                .tableName(Running.platform().tables().name(Table.TOKENS))
                .key(Map.of("shop", AttributeValue.fromS(shop)))).item();
    }
}
