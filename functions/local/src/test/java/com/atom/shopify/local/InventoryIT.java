package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryIT {
    private static final String INVENTORY = "/api/shopify/enhanced/inventory";
    private static final String ADJUSTMENTS = INVENTORY + "/adjustments";

    private final String shop = Client.newShop();
    private final Client client = Client.ofNewUser();
    private String item = "";
    private String other = "";
    private String here = "";
    private String there = "";

    @BeforeEach
    void stock() {
        Client.control("PUT", "/shops/" + shop, "{\"seed\":\"empty\"}");
        client.connect(shop);
        var product = client.post("/api/shopify/products", """
                {"title":"Shirt","options":[{"name":"Size","values":["S","M"]}],
                 "variants":[{"option1":"S","sku":"SHIRT-S"},{"option1":"M","sku":"SHIRT-M"}]}
                """).data();
        item = product.at("/variants/0/inventory_item_id").asText();
        other = product.at("/variants/1/inventory_item_id").asText();
        var levels = only(client.get(INVENTORY + "?sku=SHIRT-S")).path("levels");
        here = levels.at("/0/location_id").asText();
        there = levels.at("/1/location_id").asText();
        assertThat(client.post(ADJUSTMENTS, set(item, here, 10)).status()).isEqualTo(200);
    }

    @Test
    void anItemShowsItsVariantAndItsLevelsAtEachLocation() {
        client.post(ADJUSTMENTS, set(item, there, 3));

        var shown = only(client.get(INVENTORY + "?sku=SHIRT-S"));

        assertThat(shown.path("id").asText()).isEqualTo(item);
        assertThat(shown.path("admin_graphql_api_id").asText()).isEqualTo("gid://shopify/InventoryItem/" + item);
        assertThat(shown.path("sku").asText()).isEqualTo("SHIRT-S");
        assertThat(shown.path("variants")).hasSize(1);
        assertThat(shown.path("levels")).hasSize(2).allSatisfy(level -> {
            assertThat(level.path("location_name").asText()).isNotEmpty();
            assertThat(level.path("committed").asInt(-1)).isZero();
            assertThat(level.path("on_hand")).isEqualTo(level.path("available"));
        });
        assertThat(available(item, here)).isEqualTo(10);
        assertThat(available(item, there)).isEqualTo(3);
    }

    @Test
    void aLocationShowsItsOwnStockOnly() {
        var stock = client.get(INVENTORY + "?location_id=" + there);

        assertThat(stock.data()).isNotEmpty().allSatisfy(
                each -> assertThat(each.path("levels")).singleElement().satisfies(
                        level -> assertThat(level.path("location_id").asText()).isEqualTo(there)));
        assertThat(stock.data()).extracting(each -> each.path("id").asText()).contains(item, other);
        assertThat(only(client.get(INVENTORY + "?sku=SHIRT-M&location_id=" + there)).path("levels")).hasSize(1);
        assertThat(client.get(INVENTORY + "?location_id=999999999999").error()).isEqualTo("404 locations.not-found");
    }

    @Test
    void itemsAreFoundByTheirIdsAndPagesAreWalkedByCursor() {
        var both = client.get(INVENTORY + "?inventory_item_ids=" + item + ","
                + Client.encoded("gid://shopify/InventoryItem/" + other));
        var ids = new ArrayList<String>();
        var page = client.get(INVENTORY + "?limit=1");
        for (var pages = 1; pages < 10; pages++) {
            page.data().forEach(each -> ids.add(each.path("id").asText()));
            if (!page.json().at("/page/has_next").asBoolean()) {
                break;
            }
            page = client.get(page.header("link").replaceAll("<(.*)>; rel=\"next\"", "$1"));
        }

        assertThat(both.data()).extracting(each -> each.path("id").asText()).containsExactlyInAnyOrder(item, other);
        assertThat(ids).containsExactlyInAnyOrder(item, other);
    }

    @Test
    void theStockOfAllStoresNamesEachStore() {
        var second = Client.newShop();
        Client.control("PUT", "/shops/" + second, "{\"seed\":{\"products\":1}}");
        client.connect(second);

        var stock = client.get(INVENTORY + "?shop=*").data();

        assertThat(stock.path("items")).extracting(each -> each.path("shop").asText()).contains(shop, second);
        assertThat(stock.path("failed")).isEmpty();
    }

    @Test
    void adjustingChangesByTheDeltaAndSaysWhatCameOfIt() {
        var adjusted = client.post(ADJUSTMENTS, """
                {"mode":"adjust","reason":"received","reference_document_uri":"gid://warehouse/Order/7","changes":[
                  {"inventory_item_id":"%s","location_id":"%s","delta":5},
                  {"inventory_item_id":"gid://shopify/InventoryItem/%s","location_id":"%s","delta":-2,
                   "change_from_quantity":null}]}
                """.formatted(item, here, other, there));

        assertThat(adjusted.status()).isEqualTo(200);
        assertThat(adjusted.data().path("reason").asText()).isEqualTo("received");
        assertThat(adjusted.data().path("reference_document_uri").asText()).isEqualTo("gid://warehouse/Order/7");
        assertThat(StreamSupport.stream(adjusted.data().path("changes").spliterator(), false)
                .filter(change -> change.path("name").asText().equals("available"))
                .map(change -> change.path("inventory_item_id").asText() + " " + change.path("location_id").asText()
                        + " " + change.path("delta").asInt() + " " + change.path("quantity_after_change").asInt()))
                .containsExactlyInAnyOrder(item + " " + here + " 5 15", other + " " + there + " -2 -2");
        assertThat(available(item, here)).isEqualTo(15);
        assertThat(available(other, there)).isEqualTo(-2);
    }

    @Test
    void settingIsComparedWithTheQuantityThatTheCallerKnows() {
        var body = "{\"mode\":\"set\",\"reason\":\"cycle_count_available\",\"changes\":[" + change(item, here,
                "\"quantity\":4,\"change_from_quantity\":10") + "]}";

        assertThat(client.post(ADJUSTMENTS, body).status()).isEqualTo(200);
        assertThat(available(item, here)).isEqualTo(4);
        assertThat(client.post(ADJUSTMENTS, body).error())
                .isEqualTo("409 inventory.stale changes[0].change_from_quantity:stale");
    }

    @Test
    void oneStaleQuantityLeavesAllAsTheyAre() {
        for (var mode : List.of("\"adjust\"", "\"set\"")) {
            var number = mode.contains("set") ? "\"quantity\":1" : "\"delta\":1";
            var refused = client.post(ADJUSTMENTS, "{\"mode\":" + mode + ",\"reason\":\"correction\",\"changes\":["
                    + change(other, here, number) + ","
                    + change(item, here, number + ",\"change_from_quantity\":9") + "]}");

            assertThat(refused.error()).isEqualTo("409 inventory.stale changes[1].change_from_quantity:stale");
            assertThat(available(item, here)).isEqualTo(10);
            assertThat(available(other, here)).isZero();
        }
    }

    @Test
    void aStaleRequestMaySucceedLaterUnderTheSameKey() {
        var body = "{\"mode\":\"adjust\",\"reason\":\"correction\",\"changes\":["
                + change(item, here, "\"delta\":1,\"change_from_quantity\":20") + "]}";
        var key = UUID.randomUUID().toString();
        assertThat(post(body, key).error()).startsWith("409 inventory.stale");

        client.post(ADJUSTMENTS, set(item, here, 20));

        assertThat(post(body, key).status()).isEqualTo(200);
        assertThat(available(item, here)).isEqualTo(21);
    }

    @Test
    void whatIsAlreadySoIsNoChange() {
        var nothing = client.post(ADJUSTMENTS, set(item, here, 10));

        assertThat(nothing.status()).isEqualTo(200);
        assertThat(nothing.data().path("changes")).isEmpty();
    }

    @Test
    void anUnknownItemOrLocationIsNamed() {
        assertThat(client.post(ADJUSTMENTS, adjust("999999999999999999", here, 1)).error())
                .isEqualTo("422 inventory.refused changes[0].inventory_item_id:not-found");
        assertThat(client.post(ADJUSTMENTS, adjust(item, "999999999999999999", 1)).error())
                .isEqualTo("422 inventory.refused changes[0].location_id:not-found");
    }

    @Test
    void theSameKeyReplaysTheSameAnswerAndTakesNoOtherBody() {
        var key = UUID.randomUUID().toString();
        var first = post(adjust(item, here, 1), key);
        var again = post(adjust(item, here, 1), key);

        assertThat(again.header("idempotency-replayed")).isEqualTo("true");
        assertThat(again.data()).isEqualTo(first.data());
        assertThat(post(adjust(item, here, 2), key).error()).isEqualTo("422 idempotency.key-reused");
        assertThat(available(item, here)).isEqualTo(11);
    }

    @Test
    void identicalRequestsAtOnceHaveOneEffect() throws Exception {
        var key = UUID.randomUUID().toString();
        List<Callable<Client.Reply>> posts = IntStream
                .range(0, 8).<Callable<Client.Reply>>mapToObj(_ -> () -> post(adjust(item, here, 1), key)).toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(posts)) {
                assertThat(done.get().status() == 200 ? "200" : done.get().error())
                        .isIn("200", "409 idempotency.still-running");
            }
        }

        assertThat(available(item, here)).isEqualTo(11);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "kind":"status","status":503,"times":2
            "kind":"cut","when":"before","times":2
            "kind":"cut","when":"after","times":2
            """)
    void aMomentOfTroubleAtShopifyIsNotSeen(String accident) {
        Client.mischief(shop, "\"at\":\"admin\",\"operation\":\"AdjustQuantities\"," + accident);

        assertThat(client.post(ADJUSTMENTS, adjust(item, here, 1)).status()).isEqualTo(200);
        assertThat(available(item, here)).isEqualTo(11);
    }

    @Test
    void anUnclearOutcomeIsFoundOutUnderTheSameKey() {
        var key = UUID.randomUUID().toString();
        Client.mischief(shop,
                "\"at\":\"admin\",\"operation\":\"AdjustQuantities\",\"kind\":\"cut\",\"when\":\"after\",\"times\":4");

        assertThat(post(adjust(item, here, 1), key).error()).isEqualTo("409 write.outcome-unknown");
        var resumed = post(adjust(item, here, 1), key);

        assertThat(resumed.status()).isEqualTo(200);
        assertThat(available(item, here)).isEqualTo(11);
        assertThat(post(adjust(item, here, 1), key).header("idempotency-replayed")).isEqualTo("true");
    }

    private Client.Reply post(String body, String key) {
        return client.send("POST", ADJUSTMENTS, body.getBytes(UTF_8), "Idempotency-Key", key);
    }

    private int available(String ofItem, String at) {
        var shown = only(client.get(INVENTORY + "?inventory_item_ids=" + ofItem + "&location_id=" + at));
        return shown.at("/levels/0/available").asInt(Integer.MIN_VALUE);
    }

    private static JsonNode only(Client.Reply list) {
        assertThat(list.data()).as(list.response().body()).hasSize(1);
        return list.data().get(0);
    }

    private static String set(String item, String location, int quantity) {
        return "{\"mode\":\"set\",\"reason\":\"correction\",\"changes\":["
                + change(item, location, "\"quantity\":" + quantity) + "]}";
    }

    private static String adjust(String item, String location, int delta) {
        return "{\"mode\":\"adjust\",\"reason\":\"correction\",\"changes\":["
                + change(item, location, "\"delta\":" + delta) + "]}";
    }

    private static String change(String item, String location, String rest) {
        return "{\"inventory_item_id\":\"" + item + "\",\"location_id\":\"" + location + "\"," + rest + "}";
    }
}
