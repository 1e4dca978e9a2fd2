package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.fake.aws.Fault;
import com.atom.shopify.proof.ClientSecret;
import com.atom.shopify.proof.SignedQuery;
import com.atom.shopify.query.RawQuery;
import com.atom.shopify.tables.Table;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Isolated("it takes AWS away from everybody")
class ConnectStoreIT {
    /// A write scope covers its read scope.
    static final String SCOPES = "read_locations,write_customers,write_draft_orders,write_inventory,"
            + "write_merchant_managed_fulfillment_orders,write_orders,write_products";
    static final String CALLBACK = "/api/auth/shopify/callback";
    private static final ClientSecret SECRET = new ClientSecret("local-secret", Optional.empty());

    private final Client client = Client.ofNewUser();
    private final String shop = Client.newShop();

    @Test
    void aBrowserBeginsConsentsAndIsConnected() {
        var consent = client.begin(shop);
        var callback = client.consent(consent);

        var finished = client.send("GET", callback, null, "Accept", "text/html");

        assertThat(finished.status()).isEqualTo(302);
        assertThat(finished.header("location"))
                .isEqualTo(Running.platform().api() + "/local/connected?shop=" + shop + "&status=connected");
        assertThat(finished.header("set-cookie")).contains("Max-Age=0");
        var store = client.get("/api/auth/shopify/stores").data().path(0);
        assertThat(store.path("shop").asText()).isEqualTo(shop);
        assertThat(store.path("status").asText()).isEqualTo("valid");
        assertThat(store.path("timezone").asText()).isEqualTo("America/New_York");
        assertThat(store.path("currency").asText()).isEqualTo("USD");
    }

    @Test
    void consentIsAskedWithTheAppsScopesAndOurCallback() {
        var parameters = RawQuery.parse(URI.create(client.begin(shop)).getRawQuery()).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(parameters).containsEntry("client_id", "local-key").containsEntry("scope", SCOPES)
                .containsEntry("redirect_uri", Running.platform().api() + CALLBACK);
        assertThat(parameters.get("state")).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void aBrowserIsRedirectedAndAProgramIsTold() {
        var browser = client.send("GET", "/api/auth/shopify/authorize?shop=" + shop, null, "Accept", "text/html");
        var program = client.get("/api/auth/shopify/authorize?shop=" + shop);

        assertThat(browser.status()).isEqualTo(302);
        assertThat(browser.header("location")).startsWith(Running.platform().shopify() + "/" + shop);
        assertThat(program.status()).isEqualTo(200);
        assertThat(Instant.parse(program.data().path("state_expires_at").asText())).isAfter(Instant.now());
        assertThat(program.header("set-cookie"))
                .matches("atom-oauth-[0-9a-f]{16}=[^;]+; Max-Age=600; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    void theTokenIsStoredEncryptedForItsShop() {
        client.connect(shop);

        var row = Running.platform().tables().client().getItem(get -> get
                .tableName(Running.platform().tables().name(Table.TOKENS))
                .key(Map.of("shop", AttributeValue.fromS(shop)))).item();

        assertThat(row.toString()).doesNotContain("shpat_", "shprt_");
        assertThat(Objects.requireNonNull(row.get("ciphertext")).b().asByteArray()).hasSizeGreaterThan(60);
        assertThat(row.keySet()).containsExactlyInAnyOrder("shop", "ciphertext", "state", "version", "fence",
                "access_expires_at", "refresh_expires_at", "updated_at", "encrypted_with");
    }

    @Test
    void exchangesTheCodeOnceAndForAnExpiringToken() throws Exception {
        client.connect(shop);

        var exchanges = Client.control("GET", "/token-exchanges?shop=" + shop, "").json();

        assertThat(exchanges).hasSize(1);
        assertThat(client.get("/api/auth/shopify/stores").data().path(0).path("access_expires_at").asText())
                .isNotEmpty();
    }

    @Test
    void thePlatformsPageFinishesWithTheUsersToken() throws Exception {
        var callback = client.consent(client.begin(shop));
        client.forgetCookies();

        var finished = client.post(CALLBACK, strings(callback));

        assertThat(finished.status()).isEqualTo(200);
        assertThat(finished.data().path("shop").asText()).isEqualTo(shop);
        assertThat(client.get("/api/auth/shopify/stores").data()).containsExactly(finished.data());
    }

    @Test
    void aBrowserThatDidNotBeginIsSentToThePlatformWithTheQueryUnchangedAndNothingUsedUp() throws Exception {
        var callback = client.consent(client.begin(shop));

        var stranger = Client.anonymous().get(callback);

        assertThat(stranger.status()).isEqualTo(302);
        assertThat(stranger.header("location"))
                .isEqualTo(Running.platform().api() + "/local/connected?" + URI.create(callback).getRawQuery());
        assertThat(client.post(CALLBACK, strings(callback)).status()).isEqualTo(200);
    }

    @Test
    void twoTabsBothFinish() {
        var first = client.consent(client.begin(shop));
        var second = client.consent(client.begin(shop));

        assertThat(client.get(second).status()).isEqualTo(200);
        assertThat(client.get(first).status()).isEqualTo(200);
        assertThat(client.get("/api/auth/shopify/stores").json().path("count").asInt()).isEqualTo(1);
        assertThat(client.get("/api/shopify/products?shop=" + shop).status()).isEqualTo(200);
    }

    @Test
    void twoUsersMayLinkOneShop() {
        client.connect(shop);
        var other = Client.ofNewUser().connect(shop);

        assertThat(client.get("/api/shopify/products").status()).isEqualTo(200);
        assertThat(other.get("/api/shopify/products").status()).isEqualTo(200);
    }

    @Test
    void aCallbackWorksOnce() {
        var callback = client.consent(client.begin(shop));

        assertThat(client.get(callback).status()).isEqualTo(200);
        assertThat(client.get(callback).error()).isEqualTo("403 oauth.state-invalid");
    }

    @Test
    void nobodyFinishesAnotherUsersState() throws Exception {
        var callback = client.consent(client.begin(shop));
        var thief = Client.ofNewUser();

        assertThat(thief.post(CALLBACK, strings(callback)).error()).isEqualTo("403 oauth.state-invalid");
        assertThat(thief.get("/api/auth/shopify/stores").json().path("count").asInt()).isZero();
        assertThat(client.post(CALLBACK, strings(callback)).status()).isEqualTo(200);
    }

    @Test
    void parametersMayComeInAnyOrderAndWithUnknownOnesSigned() {
        var parameters = parameters(client.consent(client.begin(shop)));
        parameters.remove("hmac");
        parameters.put("embedded", "1");
        parameters.put("extra", "read_products,write_orders");
        var reordered = new LinkedHashMap<String, String>();
        parameters.entrySet().stream().sorted(Map.Entry.<String, String>comparingByKey().reversed())
                .forEach(entry -> reordered.put(entry.getKey(), entry.getValue()));

        assertThat(client.get(CALLBACK + "?" + SignedQuery.of(reordered).signedWith(SECRET)).status()).isEqualTo(200);
    }

    @Test
    void aForgedCallbackIsRefusedAndUsesNothingUp() {
        var callback = client.consent(client.begin(shop));

        assertThat(client.get(callback.replace("code=", "code=x")).error()).isEqualTo("400 oauth.hmac-invalid");
        assertThat(client.get(callback + "&admin=1").error()).isEqualTo("400 oauth.hmac-invalid");
        assertThat(client.get(callback.replaceAll("hmac=[0-9a-f]+", "hmac=")).error())
                .isEqualTo("400 oauth.hmac-invalid");
        assertThat(client.get(CALLBACK).error()).isEqualTo("400 oauth.hmac-invalid");
        assertThat(client.get(callback).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(longs = {-91, 91, -86_400})
    void aStaleCallbackIsRefused(long seconds) {
        var parameters = parameters(client.consent(client.begin(shop)));
        parameters.put("timestamp", String.valueOf(Instant.now().getEpochSecond() + seconds + (seconds > 0 ? 5 : 0)));

        assertThat(client.get(signed(parameters)).error()).isEqualTo("400 oauth.timestamp-stale");
    }

    @ParameterizedTest
    @CsvSource({"shop,evil.example.com,400 shop.invalid shop:format",
            "shop,x.myshopify.com.attacker.net,400 shop.invalid shop:format",
            "timestamp,soon,400 request.invalid timestamp:format", "code,'',400 request.invalid code:required",
            "state,'',400 request.invalid state:required"})
    void aSignedCallbackMustStillMakeSense(String name, String value, String error) {
        var parameters = parameters(client.consent(client.begin(shop)));
        parameters.put(name, value);

        assertThat(client.get(signed(parameters)).error()).isEqualTo(error);
    }

    @Test
    void aStateIsBoundToItsShop() {
        var parameters = parameters(client.consent(client.begin(shop)));
        parameters.put("shop", Client.newShop());

        assertThat(client.get(signed(parameters)).error()).isEqualTo("403 oauth.state-invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "sub.x.myshopify.com", "x.myshopify.com.attacker.net", "user@x.myshopify.com",
            "x.myshopify.com:443", "x.myshopify.com/path", "x.myshopify.com\n", "ⅹ.myshopify.com", "", "*",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.myshopify.com"})
    void nothingBeginsForWhatIsNoShop(String name) {
        var answer = client.get("/api/auth/shopify/authorize?shop=" + Client.encoded(name));

        assertThat(answer.error()).isEqualTo("400 shop.invalid shop:format");
        assertThat(answer.header("set-cookie")).isEmpty();
    }

    @Test
    void aShopIsNeededToBegin() {
        assertThat(client.get("/api/auth/shopify/authorize").error()).isEqualTo("400 shop.required shop:required");
        assertThat(client.get("/api/auth/shopify/authorize?shop=a.myshopify.com&shop=b.myshopify.com").error())
                .isEqualTo("400 request.invalid shop:duplicate");
        assertThat(client.get("/api/auth/shopify/authorize?shop=" + shop + "&color=red").error())
                .isEqualTo("400 request.invalid color:unknown");
        assertThat(client.get("/api/auth/shopify/authorize?user_id=somebody&shop=" + shop).error())
                .isEqualTo("403 user.forbidden");
    }

    @Test
    void capitalsInAShopNameAreLowered() {
        assertThat(client.begin(shop.toUpperCase(Locale.ROOT))).contains("/" + shop + "/");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "\"kind\":\"status\",\"status\":500 | 502 shopify.unavailable",
            "\"kind\":\"status\",\"status\":520 | 502 shopify.unavailable",
            "\"kind\":\"cut\" | 502 shopify.unavailable",
            "\"kind\":\"without_expires_in\" | 502 oauth.token-not-expiring",
            "\"kind\":\"status\",\"status\":400 | 422 oauth.code-refused",
            "\"kind\":\"status\",\"status\":401 | 502 oauth.client-refused"})
    void aFailedExchangeStoresNothing(String accident, String error) {
        var callback = client.consent(client.begin(shop));
        Client.mischief(shop, "\"at\":\"token\"," + accident);

        assertThat(client.get(callback).error()).isEqualTo(error);
        assertThat(client.get("/api/auth/shopify/stores").json().path("count").asInt()).isZero();
        assertThat(rows(Table.TOKENS)).doesNotContain(shop);
        assertThat(rows(Table.CONNECTIONS)).doesNotContain(shop);
    }

    @Test
    void anExchangeThatNeverAnswersIsATimeoutAndStoresNothing() {
        var callback = client.consent(client.begin(shop));
        Client.mischief(shop, "\"at\":\"token\",\"kind\":\"stall\",\"delay\":\"PT15S\"");

        assertThat(client.get(callback).error()).isEqualTo("504 shopify.timeout");
        assertThat(rows(Table.TOKENS)).doesNotContain(shop);
    }

    @Test
    void fewerScopesThanNeededAreNamed() {
        var consent = client.begin(shop).replace("write_products", "read_products");

        var refused = client.get(client.consent(consent));

        assertThat(refused.error()).isEqualTo("403 scopes.missing -:scope");
        assertThat(refused.json().at("/error/details/0/value").asText()).isEqualTo("write_products");
        assertThat(rows(Table.TOKENS)).doesNotContain(shop);
    }

    @Test
    void anotherShopBehindAKnownNameStops() {
        client.connect(shop);
        Client.control("PUT", "/shops/" + shop, "{\"gid\":\"gid://shopify/Shop/424242\"}");

        assertThat(client.get(client.consent(client.begin(shop))).error()).isEqualTo("409 store.identity-changed");
    }

    @Test
    void thePlatformsPageSendsStringsOnly() {
        assertThat(client.post(CALLBACK, "{\"code\":1}").error()).isEqualTo("400 request.invalid code:type");
        assertThat(client.post(CALLBACK, "[]").error()).isEqualTo("400 request.invalid body:json");
        assertThat(client.post(CALLBACK, "{}").error()).isEqualTo("400 oauth.hmac-invalid");
        assertThat(client.post(CALLBACK + "?shop=" + shop, "{}").error()).isEqualTo("400 request.invalid shop:unknown");
    }

    @Test
    void aKeyServiceThatIsDownIsA503AndRecovers() {
        Running.platform().secrets().calm();
        var callback = client.consent(client.begin(shop));
        Running.platform().kms().order("Encrypt", new Fault.Fail(), 20);

        assertThat(client.get(callback).error()).isEqualTo("503 store.key-unavailable");

        Running.platform().kms().calm();
        client.connect(shop);
    }

    private static String signed(Map<String, String> parameters) {
        parameters.remove("hmac");
        return CALLBACK + "?" + SignedQuery.of(parameters).signedWith(SECRET);
    }

    private static Map<String, String> parameters(String callback) {
        var parameters = new LinkedHashMap<String, String>();
        RawQuery.parse(URI.create(callback).getRawQuery())
                .forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue()));
        return parameters;
    }

    static String strings(String callback) throws Exception {
        return new ObjectMapper().writeValueAsString(parameters(callback));
    }

    private static List<String> rows(Table table) {
        return Running.platform().tables().client()
                .scanPaginator(scan -> scan.tableName(Running.platform().tables().name(table))).items().stream()
                .map(item -> Objects.requireNonNull(item.get("shop")).s()).toList();
    }
}
