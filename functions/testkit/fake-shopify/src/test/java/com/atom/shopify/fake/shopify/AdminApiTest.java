package com.atom.shopify.fake.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AdminApiTest {
    private static final String SHOP_QUERY = """
            { shop { id name myshopifyDomain currencyCode ianaTimezone email contactEmail timezoneOffsetMinutes taxesIncluded
                plan { publicDisplayName partnerDevelopment shopifyPlus } createdAt updatedAt primaryDomain { host url }
                shopAddress { countryCodeV2 } resourceLimits { maxProductVariants maxProductOptions locationLimit } }
              publicApiVersions { handle displayName supported }
              currentAppInstallation { id launchUrl accessScopes { handle } activeSubscriptions { id name status } } }""";
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
    void describesShopAppAndVersions() {
        var merchant = new Merchant(shopify, "corner-bakery.myshopify.com");

        var answer = merchant.graphql(merchant.accessToken(), SHOP_QUERY, Map.of());

        JsonNode data = Merchant.body(answer).path("data");
        assertThat(Merchant.body(answer).has("errors")).as(answer.body()).isFalse();
        assertThat(data.at("/shop/name").asText()).isEqualTo("Corner Bakery");
        assertThat(data.at("/shop/currencyCode").asText()).isEqualTo("USD");
        assertThat(data.at("/shop/ianaTimezone").asText()).isEqualTo("America/New_York");
        assertThat(data.at("/shop/plan/shopifyPlus").asBoolean()).isFalse();
        assertThat(data.at("/publicApiVersions").findValuesAsText("handle")).contains("2026-01", "2026-10");
        assertThat(data.at("/currentAppInstallation/accessScopes").findValuesAsText("handle"))
                .containsExactly("write_products", "read_orders");
        assertThat(answer.headers().firstValue("X-Shopify-API-Version")).contains("2026-10");
    }

    @Test
    void refusesAnUnknownAndAnExpiredToken() {
        var merchant = new Merchant(shopify, "expiry.myshopify.com");
        merchant.control("PUT", "/shops/expiry.myshopify.com", "{\"access_token_ttl\":\"PT0S\"}");
        String expired = merchant.accessToken();

        var unknown = merchant.graphql("nobody", "{ shop { id } }", Map.of());

        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(Merchant.body(unknown).path("errors").asText()).isEqualTo(AdminApi.INVALID_TOKEN);
        assertThat(merchant.graphql(expired, "{ shop { id } }", Map.of()).statusCode()).isEqualTo(401);
    }

    @Test
    void keepsATokenToItsShop() {
        String token = new Merchant(shopify, "one.myshopify.com").accessToken();

        assertThat(new Merchant(shopify, "two.myshopify.com").graphql(token, "{ shop { id } }", Map.of()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void fallsForwardToTheOldestSupportedVersion() {
        var merchant = new Merchant(shopify, "versions.myshopify.com");
        String token = merchant.accessToken();

        var old = merchant.graphql("2023-10", token, "{ shop { id } }", Map.of());

        assertThat(old.statusCode()).isEqualTo(200);
        assertThat(old.headers().firstValue("X-Shopify-API-Version")).contains("2026-01");
        assertThat(merchant.graphql("2031-01", token, "{ shop { id } }", Map.of()).statusCode()).isEqualTo(404);
    }

    @Test
    void failsAnInvalidFieldAsShopifyDoes() {
        var merchant = new Merchant(shopify, "invalid.myshopify.com");

        var answer = merchant.graphql(merchant.accessToken(), "{ shop { id colour } }", Map.of());

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode error = Merchant.body(answer).at("/errors/0");
        assertThat(error.path("message").asText()).isEqualTo("Field 'colour' doesn't exist on type 'Shop'");
        assertThat(error.at("/extensions/code").asText()).isEqualTo("undefinedField");
        assertThat(Merchant.body(answer).has("data")).isFalse();
    }

    @Test
    void refusesLoudlyWhatItDoesNotPlay() {
        var merchant = new Merchant(shopify, "unsupported.myshopify.com");
        String token = merchant.accessToken();

        assertThat(message(merchant, token, "{ giftCards(first: 1) { nodes { id } } }"))
                .isEqualTo("simulator: QueryRoot.giftCards is not supported");
        assertThat(message(merchant, token, "{ products(first: 1) { nodes { events(first: 1) { nodes { id } } } } }"))
                .isEqualTo("simulator: Product.events is not supported");
        assertThat(message(merchant, token, "mutation { productCreate(product: {title: \"A\", seo: {title: \"B\"}}) "
                + "{ product { id } userErrors { message } } }"))
                .isEqualTo("simulator: product.seo is not supported");
    }

    @Test
    void wantsTheScope() {
        var merchant = new Merchant(shopify, "scopes.myshopify.com");
        String reader = merchant.install("read_products").path("access_token").asText();

        var denied = Merchant.body(merchant.graphql(reader,
                "mutation { productDelete(input: {id: \"gid://shopify/Product/1\"}) { userErrors { message } } }",
                Map.of()));

        assertThat(denied.at("/errors/0/extensions/code").asText()).isEqualTo("ACCESS_DENIED");
        assertThat(denied.at("/errors/0/message").asText()).contains("write_products");
        assertThat(Merchant.body(merchant.graphql(reader, "{ products(first: 1) { nodes { id } } }", Map.of()))
                .has("errors"))
                .isFalse();
    }

    @Test
    void chargesWhatIsAskedAndGivesBackWhatIsNotThere() {
        var merchant = new Merchant(shopify, "cost.myshopify.com");

        var body = Merchant
                .body(merchant.graphql(merchant.accessToken(), "{ products(first: 100) { nodes { id } } }", Map.of()));

        JsonNode cost = body.at("/extensions/cost");
        assertThat(cost.path("requestedQueryCost").asInt()).isEqualTo(100);
        assertThat(cost.path("actualQueryCost").asInt()).isEqualTo(12);
        assertThat(cost.at("/throttleStatus/maximumAvailable").asInt()).isEqualTo(2_000);
        assertThat(cost.at("/throttleStatus/restoreRate").asInt()).isEqualTo(100);
        assertThat(cost.at("/throttleStatus/currentlyAvailable").asInt()).isBetween(1_988, 2_000);
    }

    @Test
    void refusesAQueryThatCostsTooMuch() {
        var merchant = new Merchant(shopify, "expensive.myshopify.com");

        var body = Merchant.body(merchant.graphql(merchant.accessToken(),
                "{ products(first: 250) { nodes { id variants(first: 100) { nodes { id } } } } }", Map.of()));

        assertThat(body.at("/errors/0/extensions/code").asText()).isEqualTo("MAX_COST_EXCEEDED");
    }

    @Test
    void throttlesWhenTheBucketIsTooEmpty() {
        var merchant = new Merchant(shopify, "bucket.myshopify.com");
        String token = merchant.accessToken();
        merchant.control("PUT", "/shops/bucket.myshopify.com", "{\"points\":0}");

        var answer = merchant.graphql(token, "{ products(first: 250) { nodes { id } } }", Map.of());

        JsonNode body = Merchant.body(answer);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body.at("/errors/0/message").asText()).isEqualTo("Throttled");
        assertThat(body.at("/errors/0/extensions/code").asText()).isEqualTo("THROTTLED");
        assertThat(body.at("/extensions/cost/actualQueryCost").isNull()).isTrue();
        assertThat(body.has("data")).isFalse();
    }

    @Test
    void saysWhenSomethingDeprecatedIsUsed() {
        var merchant = new Merchant(shopify, "deprecated.myshopify.com");
        String token = merchant.accessToken();

        assertThat(merchant.graphql(token, "{ products(first: 1) { nodes { totalVariants } } }", Map.of()).headers()
                .firstValue("X-Shopify-API-Deprecated-Reason")).isPresent();
        assertThat(merchant.graphql(token, "{ products(first: 1) { nodes { title } } }", Map.of()).headers()
                .firstValue("X-Shopify-API-Deprecated-Reason")).isEmpty();
        assertThat(merchant.graphql(token, "{ nodes(ids: [\"gid://shopify/Product/1\"]) { id } }", Map.of()).headers()
                .firstValue("X-Shopify-API-Deprecated-Reason")).isEmpty();
    }

    @Test
    void endsTheInstallationWhenTheAppUninstallsItself() {
        var merchant = new Merchant(shopify, "leaving.myshopify.com");
        String token = merchant.accessToken();

        var uninstalled = merchant.graphql(token,
                "mutation { appUninstall { app { id } userErrors { message code } } }",
                Map.of());

        assertThat(Merchant.body(uninstalled).at("/data/appUninstall/userErrors")).isEmpty();
        assertThat(merchant.graphql(token, "{ shop { id } }", Map.of()).statusCode()).isEqualTo(401);
    }

    @Test
    void choosesAmongOperationsByName() {
        var merchant = new Merchant(shopify, "chosen.myshopify.com");
        String token = merchant.accessToken();
        String path = "/chosen.myshopify.com/admin/api/2026-10/graphql.json";
        String document = "query One { shop { id } } query Two { shop { name } }";

        var two = merchant.post(path, Merchant.json(Map.of("query", document, "operationName", "Two")),
                "X-Shopify-Access-Token", token);
        var none = merchant.graphql(token, document, Map.of());
        var commented = merchant.graphql(token, "{ shop { id } } # a query about shops", Map.of());

        assertThat(Merchant.body(two).at("/data/shop/name").asText()).isEqualTo("Chosen");
        assertThat(Merchant.body(none).at("/errors/0/message").asText()).isEqualTo("An operation name is required");
        assertThat(Merchant.body(commented).has("errors")).isFalse();
    }

    @Test
    void answersABrokenBodyWith400() {
        var merchant = new Merchant(shopify, "broken.myshopify.com");

        var answer = merchant.post("/broken.myshopify.com/admin/api/2026-10/graphql.json", "{nonsense", "Content-Type",
                "application/json", "X-Shopify-Access-Token", merchant.accessToken());

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void refusesAVariableOfAnotherType() {
        var merchant = new Merchant(shopify, "variables.myshopify.com");
        String query = "query Q($n: Int!) { products(first: $n) { nodes { id } } }";

        var answer = Merchant.body(merchant.graphql(merchant.accessToken(), query, Map.of("n", "many")));

        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("INVALID_VARIABLE");
        assertThat(answer.has("data")).isFalse();
    }

    @Test
    void knowsOnlyShopsThatCouldExist() {
        var merchant = new Merchant(shopify, "x.myshopify.com.attacker.example");

        assertThat(merchant.graphql("any", "{ shop { id } }", Map.of()).statusCode()).isEqualTo(404);
    }

    private static String message(Merchant merchant, String token, String query) {
        var answer = merchant.graphql(token, query, Map.of());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Merchant.body(answer).at("/errors/0/message").asText();
    }
}
