package com.atom.shopify.fake.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OwnAppsTest {
    private static final String LOOK = "{ currentAppInstallation { id accessScopes { handle } app { id apiKey } } }";
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
    void getsATokenForADayAndNothingToRefreshItWith() {
        var merchant = new Merchant(shopify, "own.myshopify.com");
        JsonNode app = own(merchant, "own-key", "write_products");

        JsonNode granted = Merchant.body(ask(merchant, app));

        assertThat(granted.path("expires_in").asInt()).isEqualTo(86_399);
        assertThat(granted.path("scope").asText()).isEqualTo("write_products");
        assertThat(granted.has("refresh_token")).isFalse();
        JsonNode seen = Merchant.body(merchant.graphql(granted.path("access_token").asText(), LOOK, Map.of()))
                .at("/data/currentAppInstallation");
        assertThat(seen.at("/app/apiKey").asText()).isEqualTo("own-key");
        assertThat(seen.findValuesAsText("handle")).containsExactly("write_products");
    }

    @Test
    void livesAsLongAsTheShopSays() {
        var merchant = new Merchant(shopify, "own-short.myshopify.com");
        merchant.control("PUT", "/shops/own-short.myshopify.com", "{\"access_token_ttl\":\"PT10M\"}");

        JsonNode granted = Merchant.body(ask(merchant, own(merchant, "own-short", "read_products")));

        assertThat(granted.path("expires_in").asInt()).isEqualTo(600);
    }

    @Test
    void endsAfterADay() {
        try (var other = FakeShopify.start(FakeShopify.Options.DEFAULT)) {
            var merchant = new Merchant(other, "own-day.myshopify.com");
            JsonNode app = own(merchant, "own-day", "read_products");
            String token = Merchant.body(ask(merchant, app)).path("access_token").asText();

            merchant.control("POST", "/clock", "{\"advance\":\"PT23H59M\"}");
            int almost = merchant.graphql(token, LOOK, Map.of()).statusCode();
            merchant.control("POST", "/clock", "{\"advance\":\"PT1M\"}");

            assertThat(almost).isEqualTo(200);
            assertThat(merchant.graphql(token, LOOK, Map.of()).statusCode()).isEqualTo(401);
            assertThat(ask(merchant, app).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesThePlatformsAppAnotherShopAndAWrongSecret() {
        var merchant = new Merchant(shopify, "own-refused.myshopify.com");
        JsonNode app = own(merchant, "own-refused", "read_products");
        merchant.install("read_products");

        var platform = merchant.token("grant_type", "client_credentials");
        var elsewhere = ask(new Merchant(shopify, "own-elsewhere.myshopify.com"), app);
        var wrong = merchant.token("grant_type", "client_credentials", "client_id", "own-refused", "client_secret",
                "wrong");

        assertThat(platform.statusCode()).isEqualTo(400);
        assertThat(platform.body()).contains("shop_not_permitted");
        assertThat(elsewhere.statusCode()).isEqualTo(400);
        assertThat(elsewhere.body()).contains("shop_not_permitted");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("invalid_client");
    }

    @Test
    void standsBesideThePlatformsApp() {
        var merchant = new Merchant(shopify, "own-beside.myshopify.com");
        JsonNode app = own(merchant, "own-beside", "read_products");
        String own = Merchant.body(ask(merchant, app)).path("access_token").asText();
        JsonNode pair = merchant.install("write_orders");
        String platform = pair.path("access_token").asText();

        JsonNode mine = look(merchant, own);
        JsonNode theirs = look(merchant, platform);
        merchant.graphql(own, "mutation { appUninstall { app { id } userErrors { message } } }", Map.of());

        assertThat(mine.path("id")).isNotEqualTo(theirs.path("id"));
        assertThat(mine.findValuesAsText("handle")).containsExactly("read_products");
        assertThat(theirs.findValuesAsText("handle")).containsExactly("write_orders");
        assertThat(theirs.at("/app/apiKey").asText()).isEqualTo("local-key");
        assertThat(merchant.graphql(own, LOOK, Map.of()).statusCode()).isEqualTo(401);
        assertThat(merchant.graphql(platform, LOOK, Map.of()).statusCode()).isEqualTo(200);
        assertThat(ask(merchant, app).body()).contains("app_not_installed");
        assertThat(merchant.token("grant_type", "refresh_token", "refresh_token",
                pair.path("refresh_token").asText()).statusCode()).isEqualTo(200);
        own(merchant, "own-beside", "read_orders");
        assertThat(Merchant.body(ask(merchant, app)).path("scope").asText()).isEqualTo("read_orders");
    }

    @Test
    void losesItsTokensAlone() {
        var merchant = new Merchant(shopify, "own-revoked.myshopify.com");
        String own = Merchant.body(ask(merchant, own(merchant, "own-revoked", "read_products"))).path("access_token")
                .asText();
        String platform = merchant.accessToken();

        merchant.control("POST", "/mischief",
                "{\"kind\":\"revoke\",\"shop\":\"own-revoked.myshopify.com\",\"client_id\":\"own-revoked\"}");

        assertThat(merchant.graphql(own, LOOK, Map.of()).statusCode()).isEqualTo(401);
        assertThat(merchant.graphql(platform, LOOK, Map.of()).statusCode()).isEqualTo(200);
    }

    @Test
    void changesItsScopesWithoutANewToken() {
        var merchant = new Merchant(shopify, "own-scopes.myshopify.com");
        String token = Merchant.body(ask(merchant, own(merchant, "own-scopes", "read_products"))).path("access_token")
                .asText();

        merchant.control("POST", "/scopes",
                "{\"shop\":\"own-scopes.myshopify.com\",\"client_id\":\"own-scopes\",\"scopes\":\"write_orders\"}");

        assertThat(look(merchant, token).findValuesAsText("handle")).containsExactly("write_orders");
    }

    @Test
    void refusesNonsense() {
        var merchant = new Merchant(shopify, "own-nonsense.myshopify.com");
        own(merchant, "own-nonsense", "read_products");

        assertThat(status(merchant, "/own-app", "{\"scope\":\"read_products\"}")).isEqualTo(400);
        assertThat(status(merchant, "/own-app", "{\"shop\":\"own-nonsense.myshopify.com\"}")).isEqualTo(400);
        assertThat(status(merchant, "/own-app", "{\"shop\":\"own-nonsense.myshopify.com\",\"scope\":\"Not One\"}"))
                .isEqualTo(400);
        assertThat(status(merchant, "/own-app",
                "{\"shop\":\"other.myshopify.com\",\"scope\":\"read_products\",\"client_id\":\"own-nonsense\"}"))
                .isEqualTo(400);
        assertThat(status(merchant, "/own-app",
                "{\"shop\":\"own-nonsense.myshopify.com\",\"scope\":\"read_products\",\"client_id\":\"local-key\"}"))
                .isEqualTo(400);
        assertThat(status(merchant, "/uninstall", "{\"shop\":\"own-never.myshopify.com\"}")).isEqualTo(400);
        assertThat(status(merchant, "/scopes",
                "{\"shop\":\"own-nonsense.myshopify.com\",\"scopes\":\"a_b\",\"client_id\":\"nobody\"}"))
                .isEqualTo(400);
    }

    private static JsonNode own(Merchant merchant, String id, String scope) {
        return Merchant.body(merchant.control("POST", "/own-app",
                Merchant.json(Map.of("shop", merchant.shop(), "client_id", id, "scope", scope))));
    }

    private static HttpResponse<String> ask(Merchant merchant, JsonNode app) {
        return merchant.token("grant_type", "client_credentials", "client_id", app.path("client_id").asText(),
                "client_secret", app.path("client_secret").asText());
    }

    private static JsonNode look(Merchant merchant, String token) {
        return Merchant.body(merchant.graphql(token, LOOK, Map.of())).at("/data/currentAppInstallation");
    }

    private static int status(Merchant merchant, String path, String body) {
        return merchant.control("POST", path, body).statusCode();
    }
}
