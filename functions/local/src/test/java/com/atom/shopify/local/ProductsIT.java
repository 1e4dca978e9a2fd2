package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductsIT {
    private static final String PRODUCTS = "/api/shopify/products";
    private static final String SHIRT = """
            {"title":"Shirt","body_html":"<p>Soft</p>","vendor":"Acme","product_type":"Shirts","status":"active",
             "tags":"new, soft","options":[{"name":"Size","values":["S","M"]},{"name":"Colour","values":["Red"]}],
             "variants":[
               {"option1":"S","option2":"Red","sku":"S-RED","price":{"amount":"19.90","currency":"USD"},
                "compare_at_price":{"amount":"25","currency":"USD"},"inventory_policy":"continue","taxable":false},
               {"option1":"M","option2":"Red","sku":"M-RED","price":{"amount":"21","currency":"USD"},"barcode":"4006381333931"}]}
            """;

    private final String shop = Client.newShop();
    private final Client client = Client.ofNewUser();

    @BeforeEach
    void connect() {
        Client.control("PUT", "/shops/" + shop, "{\"seed\":\"empty\"}");
        client.connect(shop);
    }

    @Test
    void aProductIsCreatedWholeAndReadBack() {
        var created = client.post(PRODUCTS, SHIRT);

        assertThat(created.status()).isEqualTo(201);
        var product = created.data();
        assertThat(created.header("location")).isEqualTo(PRODUCTS + "/" + product.path("id").asText());
        assertThat(product.path("admin_graphql_api_id").asText())
                .isEqualTo("gid://shopify/Product/" + product.path("id").asText());
        assertThat(product.path("status").asText()).isEqualTo("active");
        assertThat(product.path("tags").asText()).isEqualTo("new, soft");
        assertThat(product.at("/options/1/name").asText()).isEqualTo("Colour");
        var variant = product.at("/variants/0");
        assertThat(variant.path("sku").asText()).isEqualTo("S-RED");
        assertThat(variant.path("price").toString()).isEqualTo("{\"amount\":\"19.90\",\"currency\":\"USD\"}");
        assertThat(variant.path("compare_at_price").path("amount").asText()).isEqualTo("25.00");
        assertThat(variant.path("inventory_policy").asText()).isEqualTo("continue");
        assertThat(variant.path("taxable").asBoolean()).isFalse();
        assertThat(variant.path("option2").asText()).isEqualTo("Red");
        assertThat(product.at("/variants/1/compare_at_price").isNull()).isTrue();
        assertThat(client.get(created.header("location")).data()).isEqualTo(product);
        assertThat(client.get(PRODUCTS + "/" + Client.encoded(product.path("admin_graphql_api_id").asText())).data())
                .isEqualTo(product);
    }

    @Test
    void aProductWithoutOptionsHasOneVariant() {
        var product = client.post(PRODUCTS,
                "{\"title\":\"Mug\",\"variants\":[{\"sku\":\"MUG\",\"price\":{\"amount\":\"5\",\"currency\":\"USD\"}}]}")
                .data();

        assertThat(product.path("variants")).hasSize(1);
        assertThat(product.at("/variants/0/sku").asText()).isEqualTo("MUG");
        assertThat(product.at("/variants/0/price/amount").asText()).isEqualTo("5.00");
    }

    @Test
    void changesLeaveWhatIsNotNamed() {
        var product = client.post(PRODUCTS, SHIRT).data();
        var id = product.path("id").asText();

        var changed = client.put(PRODUCTS + "/" + id, """
                {"title":"Better shirt","status":"draft",
                 "variants":[{"id":"%s","price":{"amount":"18.50","currency":"USD"},"compare_at_price":null},
                             {"option1":"L","option2":"Red","sku":"L-RED","price":{"amount":"23","currency":"USD"}}]}
                """.formatted(product.at("/variants/0/id").asText()));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.data().path("title").asText()).isEqualTo("Better shirt");
        assertThat(changed.data().path("status").asText()).isEqualTo("draft");
        assertThat(changed.data().path("vendor").asText()).isEqualTo("Acme");
        assertThat(skus(changed.data())).containsExactly("S-RED", "M-RED", "L-RED");
        assertThat(changed.data().at("/variants/0/price/amount").asText()).isEqualTo("18.50");
        assertThat(changed.data().at("/variants/0/compare_at_price").isNull()).isTrue();
        assertThat(changed.data().at("/variants/1")).usingRecursiveComparison().ignoringFields("_children.updated_at")
                .isEqualTo(product.at("/variants/1"));
    }

    @Test
    void aDeletedProductIsGone() {
        var id = client.post(PRODUCTS, SHIRT).data().path("id").asText();

        assertThat(client.delete(PRODUCTS + "/" + id).data().path("id").asText()).isEqualTo(id);

        assertThat(client.get(PRODUCTS + "/" + id).error()).isEqualTo("404 products.not-found");
        assertThat(client.put(PRODUCTS + "/" + id, "{\"title\":\"x\"}").error()).isEqualTo("404 products.not-found");
        assertThat(client.put(PRODUCTS + "/" + id, "{\"variants\":[{\"id\":\"1\",\"sku\":\"x\"}]}").error())
                .isEqualTo("404 products.not-found");
        assertThat(client.delete(PRODUCTS + "/" + id).error()).isEqualTo("404 products.not-found");
    }

    @Test
    void pagesAreWalkedByCursorAndByLink() {
        Client.control("PUT", "/shops/" + shop, "{\"seed\":{\"products\":7}}");
        var ids = new ArrayList<String>();
        var page = client.get(PRODUCTS + "?limit=3&sort=title&order=desc");
        for (var pages = 1; pages < 10; pages++) {
            page.data().forEach(product -> ids.add(product.path("id").asText()));
            assertThat(page.json().path("count").asInt()).isEqualTo(page.data().size());
            if (!page.json().at("/page/has_next").asBoolean()) {
                break;
            }
            page = client.get(page.header("link").replaceAll("<(.*)>; rel=\"next\"", "$1"));
        }

        assertThat(ids).hasSize(7).doesNotHaveDuplicates();
        assertThat(page.header("link")).isEmpty();
        assertThat(page.json().at("/page/next_cursor").isNull()).isTrue();
    }

    @Test
    void aLargePageIsAskedForInAffordablePieces() {
        Client.control("PUT", "/shops/" + shop, "{\"seed\":{\"products\":260},\"plan\":\"plus\"}");

        var page = client.get(PRODUCTS + "?limit=250");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.json().path("count").asInt()).isEqualTo(250);
        assertThat(page.json().at("/page/has_next").asBoolean()).isTrue();
    }

    @Test
    void filtersAreQuotedAndCombined() {
        client.post(PRODUCTS,
                "{\"title\":\"Red \\\"hat\\\"\",\"vendor\":\"A OR B\",\"status\":\"draft\",\"tags\":\"x\"}");
        client.post(PRODUCTS, "{\"title\":\"Blue hat\",\"vendor\":\"B\",\"status\":\"active\"}");

        assertThat(titles("?status=draft")).containsExactly("Red \"hat\"");
        assertThat(titles("?vendor=A%20OR%20B")).containsExactly("Red \"hat\"");
        assertThat(titles("?vendor=B&status=draft")).isEmpty();
        assertThat(titles("?tag=x&status=draft")).containsExactly("Red \"hat\"");
        assertThat(titles("?title=" + Client.encoded("Blue hat"))).containsExactly("Blue hat");
        assertThat(titles("?updated_at_min=2999-01-01T00:00:00Z")).isEmpty();
        assertThat(titles("?updated_at_min=2020-01-01T00:00:00Z&sort=title")).containsExactly("Blue hat",
                "Red \"hat\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "limit=0 | limit:min", "limit=251 | limit:max", "limit=ten | limit:type", "limit=1.5 | limit:type",
            "limit= | limit:type", "limit=1&limit=2 | limit:duplicate", "colour=red | colour:unknown",
            "status=ACTIVE | status:choice", "sort=price | sort:choice", "order=up | order:choice",
            "vendor= | vendor:not-blank", "created_at_min=yesterday | created_at_min:format",
            "created_at_min=2026-02-01T00:00:00Z&created_at_max=2026-01-01T00:00:00Z | created_at_max:range",
            "cursor=abc | cursor:cursor", "cursor=%F0%28 | cursor:characters"})
    void aListQueryThatMakesNoSenseIsRefused(String query, String problem) {
        assertThat(client.get(PRODUCTS + "?" + query).error()).isEqualTo("400 request.invalid " + problem);
    }

    @Test
    void aCursorBelongsToItsList() {
        Client.control("PUT", "/shops/" + shop, "{\"seed\":{\"products\":5}}");
        var cursor = client.get(PRODUCTS + "?limit=2&sort=title").json().at("/page/next_cursor").asText();

        assertThat(client.get(PRODUCTS + "?limit=1&sort=title&cursor=" + cursor).status()).isEqualTo(200);
        assertThat(client.get(PRODUCTS + "?sort=vendor&cursor=" + cursor).error())
                .isEqualTo("400 request.invalid cursor:cursor");
        assertThat(client.get(PRODUCTS + "?sort=title&status=active&cursor=" + cursor).error())
                .isEqualTo("400 request.invalid cursor:cursor");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{} | title:required",
            "{\"title\":\" \"} | title:not-blank",
            "{\"title\":5} | title:type",
            "{\"title\":\"a\",\"colour\":\"red\"} | colour:unknown",
            "{\"title\":\"a\",\"status\":\"ACTIVE\"} | status:choice",
            "{\"title\":\"a\",\"variants\":[]} | variants:size",
            "{\"title\":\"a\",\"variants\":[{\"price\":\"10.00\"}]} | variants[0].price:type",
            "{\"title\":\"a\",\"variants\":[{\"price\":{\"amount\":\"-1\",\"currency\":\"USD\"}}]} | variants[0].price.amount:negative",
            "{\"title\":\"a\",\"variants\":[{\"price\":{\"amount\":\"1.005\",\"currency\":\"USD\"}}]} | variants[0].price.amount:decimals",
            "{\"title\":\"a\",\"variants\":[{\"option1\":\"S\"}]} | variants[0].option1:unknown",
            "{\"title\":\"a\",\"options\":[{\"name\":\"Size\",\"values\":[\"S\"]}],\"variants\":[{\"sku\":\"x\"}]} | variants[0].option1:required"})
    void aNewProductThatIsWrongByItselfIsRefused(String body, String problem) {
        assertThat(client.post(PRODUCTS, body).error()).isEqualTo("400 request.invalid " + problem);
        assertThat(client.get(PRODUCTS).json().path("count").asInt()).isZero();
    }

    @Test
    void lengthsAreChecked() {
        assertThat(client.post(PRODUCTS, "{\"title\":\"" + "x".repeat(256) + "\"}").error())
                .isEqualTo("400 request.invalid title:size");
        assertThat(client.post(PRODUCTS, "{\"title\":\"" + "x".repeat(255) + "\"}").status()).isEqualTo(201);
        assertThat(client.post(PRODUCTS, "{\"title\":\"" + "x".repeat(2 << 20) + "\"}").error())
                .isEqualTo("413 request.too-large");
        assertThat(
                client.post(PRODUCTS, "{\"title\":\"" + "x".repeat(11 << 20) + "\"}").json().path("message").asText())
                .isEqualTo("Request Entity Too Large");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        var body = "{\"title\":\"x_\"}".getBytes(UTF_8);
        body[11] = (byte) 0xFF;

        assertThat(client.send("POST", PRODUCTS, body).error()).isEqualTo("400 request.invalid body:json");
        assertThat(client.post(PRODUCTS, "{\"title\":\"x\uFFFD\"}").error()).isEqualTo("400 request.invalid body:json");
        assertThat(client.post(PRODUCTS, "{\"title\":\"a\",\"title\":\"b\"}").error())
                .isEqualTo("400 request.invalid body:json");
    }

    @ParameterizedTest
    @CsvSource({"abc,id:format", "0,id:format", "-5,id:format", "9223372036854775808,id:format",
            "gid%3A%2F%2Fshopify%2FOrder%2F1,id:wrong-type", "gid%3A%2F%2Fshopify%2FProductVariant%2F1,id:wrong-type"})
    void anIdThatIsNoProductsIsRefused(String id, String problem) {
        assertThat(client.get(PRODUCTS + "/" + id).error()).isEqualTo("400 request.invalid " + problem);
        assertThat(client.delete(PRODUCTS + "/" + id).error()).isEqualTo("400 request.invalid " + problem);
    }

    @Test
    void aProductOfAnotherShopIsNotFound() {
        var other = Client.newShop();
        var owner = Client.ofNewUser().connect(other);
        var id = owner.get(PRODUCTS + "?limit=1").data().path(0).path("id").asText();

        assertThat(client.get(PRODUCTS + "/" + id).error()).isEqualTo("404 products.not-found");
        assertThat(client.delete(PRODUCTS + "/" + id).error()).isEqualTo("404 products.not-found");
        assertThat(owner.get(PRODUCTS + "/" + id).status()).isEqualTo(200);
    }

    @Test
    void whatShopifyRefusesIsNamedByField() {
        var first = client.post(PRODUCTS, "{\"title\":\"Hat\",\"handle\":\"hat\"}");
        assertThat(first.status()).isEqualTo(201);

        assertThat(client.post(PRODUCTS, "{\"title\":\"Hat\",\"handle\":\"hat\"}").error())
                .startsWith("422 products.refused handle:");
        assertThat(client.post(PRODUCTS, """
                {"title":"a","options":[{"name":"Size","values":["S"]}],"variants":[{"option1":"S"},{"option1":"S"}]}
                """).error()).startsWith("422 products.refused");
        assertThat(client.post(PRODUCTS,
                "{\"title\":\"a\",\"variants\":[{\"price\":{\"amount\":\"5\",\"currency\":\"EUR\"}}]}").error())
                .isEqualTo("422 products.refused variants[0].price.currency:currency");
    }

    @Test
    void aRefusedVariantIsNamedByItsPlaceInTheRequestAndTheRestIsSaidToBeKept() {
        var product = client.post(PRODUCTS, SHIRT).data();

        var refused = client.put(PRODUCTS + "/" + product.path("id").asText(), """
                {"title":"New","variants":[{"option1":"L","option2":"Red"},{"id":"77","sku":"x"}]}""");

        assertThat(refused.error()).startsWith("422 products.refused variants[1]");
        assertThat(refused.json().at("/error/message").asText()).contains("were kept");
        assertThat(skus(client.get(PRODUCTS + "/" + product.path("id").asText()).data())).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{} | body:empty", "{\"title\":null} | title:null",
            "{\"variants\":[{\"id\":\"x\"}]} | variants[0].id:format",
            "{\"variants\":[{\"id\":5}]} | variants[0].id:type",
            "{\"variants\":[{\"id\":\"5\"},{\"id\":\"gid://shopify/ProductVariant/5\"}]} | variants[1].id:duplicate",
            "{\"variants\":[{\"id\":\"gid://shopify/Product/5\"}]} | variants[0].id:wrong-type"})
    void aChangeThatIsWrongByItselfIsRefused(String body, String problem) {
        assertThat(client.put(PRODUCTS + "/1", body).error()).isEqualTo("400 request.invalid " + problem);
    }

    @ParameterizedTest
    @CsvSource({"402,409 store.frozen", "423,409 store.locked", "404,502 shopify.shop-not-found",
            "403,403 scopes.missing",
            "430,502 shopify.rejected"})
    void shopifysRefusalsKeepTheirMeaning(int status, String error) {
        Client.mischief(shop, "\"at\":\"admin\",\"kind\":\"status\",\"status\":" + status);

        assertThat(client.get(PRODUCTS).error()).isEqualTo(error);
    }

    @Test
    void aReadIsTriedAgainAndAWriteIsNot() {
        Client.mischief(shop, "\"at\":\"admin\",\"kind\":\"status\",\"status\":503,\"times\":2");
        assertThat(client.get(PRODUCTS).status()).isEqualTo(200);

        Client.mischief(shop, "\"at\":\"admin\",\"kind\":\"cut\",\"when\":\"after\"");
        assertThat(client.post(PRODUCTS, "{\"title\":\"Once\"}").error()).isEqualTo("409 write.outcome-unknown");
        assertThat(titles("")).containsExactly("Once");
    }

    @Test
    void aThrottledCallWaits() {
        Client.mischief(shop, "\"at\":\"admin\",\"kind\":\"throttle\",\"delay\":\"PT0.3S\",\"times\":2");

        assertThat(client.post(PRODUCTS, "{\"title\":\"Patient\"}").status()).isEqualTo(201);
        assertThat(titles("")).containsExactly("Patient");
    }

    @Test
    void partialDataIsAFailureAndNeverAnAnswer() {
        Client.mischief(shop, "\"at\":\"admin\",\"kind\":\"partial\",\"times\":10");

        assertThat(client.get(PRODUCTS).status()).isEqualTo(502);
    }

    @Test
    void aRevokedTokenAsksForANewConnectionAndGetsIt() {
        Client.mischief(shop, "\"at\":\"admin\",\"kind\":\"revoke\"");

        var refused = client.get(PRODUCTS);

        assertThat(refused.error()).isEqualTo("401 store.reauth-required");
        assertThat(refused.json().at("/error/authorize_url").asText())
                .isEqualTo(Running.platform().api() + "/api/auth/shopify/authorize?shop=" + shop);
        assertThat(client.get("/api/auth/shopify/stores").data().path(0).path("status").asText())
                .isEqualTo("reauth_required");
        assertThat(client.get(PRODUCTS).error()).isEqualTo("401 store.reauth-required");

        client.connect(shop);
        assertThat(client.get("/api/auth/shopify/stores").data().path(0).path("status").asText()).isEqualTo("valid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JPY", "KWD"})
    void pricesHaveTheDecimalsOfTheStoresCurrency(String currency) {
        var other = Client.newShop();
        Client.control("PUT", "/shops/" + other, "{\"currency\":\"" + currency + "\",\"seed\":\"empty\"}");
        var owner = Client.ofNewUser().connect(other);

        var product = owner.post(PRODUCTS,
                "{\"title\":\"a\",\"variants\":[{\"price\":{\"amount\":\"1200\",\"currency\":\"" + currency + "\"}}]}")
                .data();

        assertThat(product.at("/variants/0/price/amount").asText())
                .isEqualTo(currency.equals("JPY") ? "1200" : "1200.000");
    }

    private List<String> titles(String query) {
        var titles = new ArrayList<String>();
        var page = client.get(PRODUCTS + query);
        assertThat(page.status()).isEqualTo(200);
        page.data().forEach(product -> titles.add(product.path("title").asText()));
        return titles;
    }

    private static List<String> skus(JsonNode product) {
        var skus = new ArrayList<String>();
        product.path("variants").forEach(variant -> skus.add(variant.path("sku").asText()));
        return skus;
    }
}
