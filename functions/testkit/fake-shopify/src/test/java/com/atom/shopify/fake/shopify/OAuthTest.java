package com.atom.shopify.fake.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OAuthTest {
    private static final String SHOP_QUERY = "{ shop { id } }";
    private static FakeShopify shopify;

    @BeforeAll
    static void start() {
        shopify = FakeShopify.start(FakeShopify.Options.DEFAULT);
    }

    @AfterAll
    static void stop() {
        shopify.close();
    }

    @Test
    void signsAsTheReferenceDoes() {
        var parameters = Map.of("code", "0907a61c0c8d55e99db179b68161bc00", "shop", "some-shop.myshopify.com", "state",
                "0.6784241404160823", "timestamp", "1337178173");

        assertThat(QuerySignature.of(parameters, "hush"))
                .isEqualTo("700e2dadb827fcc8609e9d5ce208b2e9cdaab9df07390d2cbca10d7c328fc4bf");
    }

    @Test
    void showsTheConsentPageWithEverythingEscaped() {
        var merchant = new Merchant(shopify, "consent.myshopify.com");

        var page = merchant.authorize("client_id=local-key&scope=read_products,write_orders&redirect_uri="
                + Merchant.encoded(Merchant.REDIRECT) + "&state=" + Merchant.encoded("\"><script>alert(1)</script>"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("read_products", "write_orders", "Install</button>", "consent.myshopify.com")
                .doesNotContain("<script>");
    }

    @Test
    void answersTheRedirectThatTheCallbackExpects() {
        var merchant = new Merchant(shopify, "redirect.myshopify.com");

        var parameters = merchant.approved("read_products");

        assertThat(parameters.keySet()).containsExactlyInAnyOrder("code", "hmac", "host", "shop", "state", "timestamp");
        assertThat(parameters).containsEntry("shop", "redirect.myshopify.com").containsEntry("state", "nonce-1");
        assertThat(new String(Base64.getDecoder().decode(parameters.get("host")), StandardCharsets.UTF_8))
                .isEqualTo("admin.shopify.com/store/redirect");
        assertThat(parameters.get("host")).doesNotContain("=");
        assertThat(Long.parseLong(parameters.getOrDefault("timestamp", "0")))
                .isBetween(Instant.now().getEpochSecond() - 5, Instant.now().getEpochSecond() + 5);
        assertThat(QuerySignature.of(new TreeMap<>(parameters), "local-secret")).isEqualTo(parameters.get("hmac"));
    }

    @Test
    void refusesAnUnknownAppAndAMissingRedirect() {
        var merchant = new Merchant(shopify, "refusal.myshopify.com");

        assertThat(merchant.authorize("client_id=other&scope=read_products&redirect_uri=http://127.0.0.1:9/x")
                .statusCode())
                .isEqualTo(400);
        assertThat(merchant.authorize("client_id=local-key&scope=read_products&_auto_approve=1").statusCode())
                .isEqualTo(400);
        assertThat(merchant.authorize("client_id=local-key&scope=a%3Cb&redirect_uri=http://127.0.0.1:9/x").statusCode())
                .isEqualTo(400);
    }

    @Test
    void exchangesACodeOnce() {
        var merchant = new Merchant(shopify, "once.myshopify.com");
        String code = merchant.approved("read_products,write_products,read_orders").getOrDefault("code", "");

        var first = merchant.token("code", code, "expiring", "1");
        var second = merchant.token("code", code, "expiring", "1");

        var pair = Merchant.body(first);
        assertThat(pair.path("access_token").asText()).startsWith("shpat_");
        assertThat(pair.path("refresh_token").asText()).startsWith("shprt_");
        assertThat(pair.path("expires_in").asInt()).isEqualTo(3600);
        assertThat(pair.path("refresh_token_expires_in").asInt()).isEqualTo(7_776_000);
        assertThat(pair.path("scope").asText()).isEqualTo("write_products,read_orders");
        assertThat(second.statusCode()).isEqualTo(400);
        assertThat(second.body()).contains("already used");
    }

    @Test
    void takesAFormAsWellAsJson() {
        var merchant = new Merchant(shopify, "form.myshopify.com");
        String code = merchant.approved("read_products").getOrDefault("code", "");

        var answer = merchant.post("/form.myshopify.com/admin/oauth/access_token",
                "client_id=local-key&client_secret=local-secret&expiring=1&code=" + code, "Content-Type",
                "application/x-www-form-urlencoded");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAForeignCodeAndAWrongSecret() {
        var merchant = new Merchant(shopify, "mine.myshopify.com");
        String code = new Merchant(shopify, "theirs.myshopify.com").approved("read_products").getOrDefault("code", "");

        assertThat(merchant.token("code", code, "expiring", "1").statusCode()).isEqualTo(400);
        assertThat(merchant.token("code", code, "client_secret", "wrong").statusCode()).isEqualTo(401);
        assertThat(merchant.token("code", code, "client_id", "wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void refusesPermanentTokensAtTheAdminApi() {
        var merchant = new Merchant(shopify, "permanent.myshopify.com");

        var granted = Merchant
                .body(merchant.token("code", merchant.approved("read_products").getOrDefault("code", "")));
        var refused = merchant.graphql(granted.path("access_token").asText(), SHOP_QUERY, Map.of());

        assertThat(granted.has("expires_in")).isFalse();
        assertThat(granted.has("refresh_token")).isFalse();
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("Non-expiring access tokens are no longer accepted");
    }

    @Test
    void letsAReplacedRefreshTokenBeTriedUntilItsSuccessorIsUsed() {
        var merchant = new Merchant(shopify, "rotation.myshopify.com");
        String first = merchant.install("read_products").path("refresh_token").asText();

        String second = Merchant.body(refresh(merchant, first)).path("refresh_token").asText();
        var again = refresh(merchant, first);
        var third = refresh(merchant, second);
        var late = refresh(merchant, first);

        assertThat(second).isNotEqualTo(first);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(third.statusCode()).isEqualTo(200);
        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(late.body()).contains("This request requires an active refresh_token");
    }

    @Test
    void endsTheReplacedRefreshTokenWithTheFirstUseOfTheNewAccessToken() {
        var merchant = new Merchant(shopify, "first-use.myshopify.com");
        JsonNode old = merchant.install("read_products");
        String first = old.path("refresh_token").asText();

        JsonNode pair = Merchant.body(refresh(merchant, first));
        merchant.graphql(old.path("access_token").asText(), SHOP_QUERY, Map.of());
        var unused = refresh(merchant, first);
        merchant.graphql(pair.path("access_token").asText(), SHOP_QUERY, Map.of());
        var used = refresh(merchant, first);

        assertThat(unused.statusCode()).isEqualTo(200);
        assertThat(Merchant.body(unused).path("refresh_token")).isEqualTo(pair.path("refresh_token"));
        assertThat(used.statusCode()).isEqualTo(401);
        assertThat(refresh(merchant, pair.path("refresh_token").asText()).statusCode()).isEqualTo(200);
    }

    @Test
    void letsAReplacedRefreshTokenBeTriedForThirtyDays() {
        try (var other = FakeShopify.start(FakeShopify.Options.DEFAULT)) {
            var merchant = new Merchant(other, "thirty.myshopify.com");
            String first = merchant.install("read_products").path("refresh_token").asText();
            refresh(merchant, first);

            merchant.control("POST", "/clock", "{\"advance\":\"P29D\"}");
            var within = refresh(merchant, first);
            merchant.control("POST", "/clock", "{\"advance\":\"P1D\"}");

            assertThat(within.statusCode()).isEqualTo(200);
            assertThat(Merchant.body(within).path("refresh_token_expires_in").asLong())
                    .isLessThanOrEqualTo(61L * 86_400);
            assertThat(refresh(merchant, first).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void letsNoRefreshTokenBeTriedPastItsOwnEnd() {
        try (var other = FakeShopify.start(FakeShopify.Options.DEFAULT)) {
            var merchant = new Merchant(other, "ninety.myshopify.com");
            String first = merchant.install("read_products").path("refresh_token").asText();
            merchant.control("POST", "/clock", "{\"advance\":\"P80D\"}");
            refresh(merchant, first);

            merchant.control("POST", "/clock", "{\"advance\":\"P9D\"}");
            var before = refresh(merchant, first);
            merchant.control("POST", "/clock", "{\"advance\":\"P2D\"}");

            assertThat(before.statusCode()).isEqualTo(200);
            assertThat(refresh(merchant, first).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void endsAReplacedRefreshTokenAtOnceWithANewAuthorization() {
        var merchant = new Merchant(shopify, "replaced.myshopify.com");
        String first = merchant.install("read_products").path("refresh_token").asText();
        String second = Merchant.body(refresh(merchant, first)).path("refresh_token").asText();

        merchant.install("read_products");

        assertThat(refresh(merchant, first).statusCode()).isEqualTo(401);
        assertThat(refresh(merchant, second).statusCode()).isEqualTo(401);
    }

    @Test
    void spoilsEachKindOfExchangeBeforeAndAfterItTookEffect() {
        var merchant = new Merchant(shopify, "spoiled.myshopify.com");
        JsonNode own = Merchant.body(merchant.control("POST", "/own-app",
                "{\"shop\":\"spoiled.myshopify.com\",\"scope\":\"read_products\"}"));
        String code = merchant.approved("read_products").getOrDefault("code", "");

        spoil(merchant, "authorization_code", "before");
        assertThat(merchant.token("code", code, "expiring", "1").statusCode()).isEqualTo(520);
        spoil(merchant, "authorization_code", "after");
        assertThat(merchant.token("code", code, "expiring", "1").statusCode()).isEqualTo(520);
        assertThat(merchant.token("code", code, "expiring", "1").statusCode()).isEqualTo(400);

        String token = merchant.install("read_products").path("refresh_token").asText();
        spoil(merchant, "refresh_token", "before");
        spoil(merchant, "refresh_token", "after");
        assertThat(refresh(merchant, token).statusCode()).isEqualTo(520);
        assertThat(refresh(merchant, token).statusCode()).isEqualTo(520);
        assertThat(refresh(merchant, token).statusCode()).isEqualTo(200);

        String permanent = Merchant.body(merchant.control("POST", "/permanent-token",
                "{\"shop\":\"spoiled.myshopify.com\",\"scope\":\"read_products\"}")).path("access_token").asText();
        spoil(merchant, "urn:ietf:params:oauth:grant-type:token-exchange", "before");
        assertThat(migrate(merchant, permanent).statusCode()).isEqualTo(520);
        assertThat(merchant.graphql(permanent, SHOP_QUERY, Map.of()).statusCode()).isEqualTo(403);
        spoil(merchant, "urn:ietf:params:oauth:grant-type:token-exchange", "after");
        assertThat(migrate(merchant, permanent).statusCode()).isEqualTo(520);
        assertThat(merchant.graphql(permanent, SHOP_QUERY, Map.of()).statusCode()).isEqualTo(401);

        spoil(merchant, "client_credentials", "after");
        String[] credentials = {"grant_type", "client_credentials", "client_id", own.path("client_id").asText(),
                "client_secret", own.path("client_secret").asText()};
        assertThat(merchant.token(credentials).statusCode()).isEqualTo(520);
        assertThat(merchant.token(credentials).statusCode()).isEqualTo(200);
    }

    private static void spoil(Merchant merchant, String grant, String when) {
        assertThat(merchant.control("POST", "/mischief", Merchant.json(Map.of("kind", "status", "status", 520, "at",
                "token", "shop", merchant.shop(), "operation", grant, "when", when))).statusCode()).isEqualTo(200);
    }

    @Test
    void endsTheOldRefreshTokenButNotTheOldAccessTokenWithANewAuthorization() {
        var merchant = new Merchant(shopify, "again.myshopify.com");
        var old = merchant.install("read_products");

        merchant.install("read_products");

        assertThat(refresh(merchant, old.path("refresh_token").asText()).statusCode()).isEqualTo(401);
        assertThat(merchant.graphql(old.path("access_token").asText(), SHOP_QUERY, Map.of()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void givesAnExpiringPairForAPermanentTokenAndAgainForSevenDays() {
        var merchant = new Merchant(shopify, "migrated.myshopify.com");
        String token = Merchant.body(merchant.control("POST", "/permanent-token",
                "{\"shop\":\"migrated.myshopify.com\",\"scope\":\"read_products\"}")).path("access_token").asText();

        var pair = Merchant.body(migrate(merchant, token));
        var again = migrate(merchant, token);
        merchant.control("POST", "/clock", "{\"advance\":\"P8D\"}");
        var late = migrate(merchant, token);

        assertThat(pair.path("expires_in").asInt()).isEqualTo(3600);
        assertThat(pair.path("refresh_token").asText()).startsWith("shprt_");
        assertThat(merchant.graphql(token, SHOP_QUERY, Map.of()).statusCode()).isEqualTo(401);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(migrate(merchant, pair.path("access_token").asText()).statusCode()).isEqualTo(400);
    }

    @Test
    void signsTheLinkByWhichAMerchantInstalls() {
        var merchant = new Merchant(shopify, "linked.myshopify.com");

        String query = Merchant.body(merchant.control("GET", "/install-link?shop=linked.myshopify.com", ""))
                .path("query").asText();

        var parameters = new HashMap<>(Request.form(query));
        String hmac = parameters.remove("hmac");
        assertThat(parameters.keySet()).containsExactlyInAnyOrder("host", "shop", "timestamp");
        assertThat(QuerySignature.of(parameters, "local-secret")).isEqualTo(hmac);
    }

    private static HttpResponse<String> migrate(Merchant merchant, String token) {
        String offline = "urn:shopify:params:oauth:token-type:offline-access-token";
        return merchant.token("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange", "subject_token", token,
                "subject_token_type", offline, "requested_token_type", offline, "expiring", "1");
    }

    private static HttpResponse<String> refresh(Merchant merchant, String token) {
        return merchant.token("grant_type", "refresh_token", "refresh_token", token);
    }
}
