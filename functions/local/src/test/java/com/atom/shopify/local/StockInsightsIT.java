package com.atom.shopify.local;

import static com.atom.shopify.local.StoreWithAPast.FILTER;
import static com.atom.shopify.local.StoreWithAPast.GRINDER;
import static com.atom.shopify.local.StoreWithAPast.MUG;
import static com.atom.shopify.local.StoreWithAPast.PAN;
import static com.atom.shopify.local.StoreWithAPast.itemId;
import static com.atom.shopify.local.StoreWithAPast.variantId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How long stock lasts and what it is worth, from deliveries to the answer; the numbers are computed by hand.
class StockInsightsIT {
    private static final String OUTLOOK = "/api/shopify/enhanced/inventory/outlook";
    private static final String SUMMARY = "/api/shopify/enhanced/inventory/summary";

    private final StoreWithAPast store = StoreWithAPast.get();

    /// Two mugs a day without exception: the deviation is zero, and so is the safety stock.
    @Test
    void whatIsOrderedEvenlyLastsAndIsOrderedByItsMeanAlone() {
        var data = store.client().get(OUTLOOK).data();
        var mug = item(data, MUG);

        assertThat(data.at("/demand/days").asInt()).isEqualTo(56);
        assertThat(data.at("/demand/to").asText()).isEqualTo(store.today().minusDays(1).toString());
        assertThat(data.at("/window/partial").asBoolean(true)).isFalse();
        assertThat(data.path("stock_complete_since").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(data.at("/policy/formula").asText()).contains("sqrt(lead_time_days + review_days)");
        assertThat(mug.path("sku").asText()).isEqualTo("MUG");
        assertThat(mug.at("/variants/0/id").asText()).isEqualTo(variantId(MUG));
        assertThat(mug.path("available").asInt()).isEqualTo(10);
        assertThat(mug.at("/value_at_cost/amount").asText()).isEqualTo("40.00");
        assertThat(mug.path("units_ordered").asInt()).isEqualTo(112);
        assertThat(mug.path("daily_units").decimalValue()).isEqualByComparingTo("2");
        assertThat(mug.path("daily_deviation").decimalValue()).isEqualByComparingTo("0");
        assertThat(mug.path("days_of_cover").decimalValue()).isEqualByComparingTo("5");
        assertThat(mug.at("/reorder/reorder_point").decimalValue()).isEqualByComparingTo("14");
        assertThat(mug.at("/reorder/order_up_to").decimalValue()).isEqualByComparingTo("28");
        assertThat(mug.at("/reorder/quantity").asInt()).isEqualTo(18);
        assertThat(mug.path("low_stock").asBoolean()).isTrue();
        assertThat(mug.path("dead_stock").asBoolean(true)).isFalse();
        assertThat(mug.path("levels")).extracting(level -> level.path("location_id").asText() + " "
                + level.path("available").asInt() + " " + level.at("/value_at_cost/amount").asText())
                .containsExactly("401 6 24.00", "402 4 16.00");
    }

    /// A filter every other day: mean 1/2, deviation √(56/4/55), z(0.95) = 1.644854.
    @Test
    void whatVariesIsOrderedWithASafetyStock() {
        var filter = item(store.client().get(OUTLOOK).data(), FILTER);

        assertThat(filter.path("out_of_stock").asBoolean()).isTrue();
        assertThat(filter.path("days_of_cover").decimalValue()).isEqualByComparingTo("0");
        assertThat(filter.path("daily_deviation").decimalValue()).isEqualByComparingTo("0.504525");
        assertThat(filter.at("/reorder/z").decimalValue()).isEqualByComparingTo("1.6449");
        assertThat(filter.at("/reorder/safety_stock").decimalValue()).isEqualByComparingTo("3.1051");
        assertThat(filter.at("/reorder/reorder_point").decimalValue()).isEqualByComparingTo("5.6956");
        assertThat(filter.at("/reorder/order_up_to").decimalValue()).isEqualByComparingTo("10.1051");
        assertThat(filter.at("/reorder/quantity").asInt()).isEqualTo(11);
        assertThat(filter.path("value_at_cost").isNull()).isTrue();
        assertThat(filter.path("low_stock").asBoolean(true)).isFalse();
    }

    @Test
    void theSuggestionFollowsLeadTimeReviewAndServiceLevel() {
        var data = store.client().get(OUTLOOK + "?lead_time_days=30&review_days=10&service_level=0.5").data();

        assertThat(data.at("/policy/service_level").decimalValue()).isEqualByComparingTo("0.5");
        // 40 days, z(0.5) = 0: nothing but the mean.
        assertThat(item(data, MUG).at("/reorder/quantity").asInt()).isEqualTo(70);
        assertThat(item(data, FILTER).at("/reorder/quantity").asInt()).isEqualTo(20);
        assertThat(item(data, GRINDER).at("/reorder/quantity").asInt()).isZero();
        assertThat(item(data, PAN).path("reorder").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"out, 2", "low, 1", "dead, 4", "reorder, 1 2"})
    void onlySomeItemsAreWanted(String only, String things) {
        var items = store.client().get(OUTLOOK + "?only=" + only).data().path("items");

        assertThat(items).extracting(item -> item.path("inventory_item_id").asText()).containsExactlyInAnyOrder(
                Arrays.stream(things.split(" ")).map(thing -> itemId(Integer.parseInt(thing)))
                        .toArray(String[]::new));
    }

    @Test
    void pagesHoldEachItemOnce() {
        var ids = new ArrayList<String>();
        var cursor = "";
        do {
            var page = store.client().get(OUTLOOK + "?limit=1" + cursor);
            page.data().path("items").forEach(item -> ids.add(item.path("inventory_item_id").asText()));
            var next = page.json().at("/page/next_cursor");
            cursor = next.isTextual() ? "&cursor=" + next.asText() : "";
        } while (!cursor.isEmpty());

        assertThat(ids).containsExactlyInAnyOrder(itemId(MUG), itemId(FILTER), itemId(GRINDER), itemId(PAN));
    }

    /// 10 × 4.00 + 30 × 8.00 + 12 × 2.50 = 310.00; 18 × 4.00 = 72.00 to order, and 11 filters whose cost nobody knows.
    @Test
    void theSummaryAddsUp() {
        var data = store.client().get(SUMMARY).data();
        var totals = data.path("totals");

        assertThat(totals.path("items").asInt()).isEqualTo(4);
        assertThat(totals.path("untracked").asInt()).isZero();
        assertThat(totals.path("units").asInt()).isEqualTo(52);
        assertThat(totals.at("/value_at_cost/amount").asText()).isEqualTo("310.00");
        assertThat(totals.path("units_without_cost").asInt()).isZero();
        assertThat(totals.path("out_of_stock").asInt()).isEqualTo(1);
        assertThat(totals.path("low_stock").asInt()).isEqualTo(1);
        assertThat(totals.path("dead_stock").toString()).isEqualTo(
                "{\"items\":1,\"units\":12,\"value_at_cost\":{\"amount\":\"30.00\",\"currency\":\"USD\"},"
                        + "\"units_without_cost\":0}");
        assertThat(totals.path("reorder").toString()).isEqualTo(
                "{\"items\":2,\"units\":29,\"value_at_cost\":{\"amount\":\"72.00\",\"currency\":\"USD\"},"
                        + "\"units_without_cost\":11}");
        assertThat(totals.path("without_suggestion").asInt()).isEqualTo(1);
        assertThat(data.path("locations")).extracting(place -> place.path("location_id").asText() + " "
                + place.path("items").asInt() + " " + place.path("units").asInt() + " "
                + place.at("/value_at_cost/amount").asText() + " " + place.path("out_of_stock").asInt())
                .containsExactly("401 3 36 264.00 1", "402 2 16 46.00 0");
    }

    @Test
    void allStoresOfAUserAreToldOfApart() {
        var shops = store.client().get(SUMMARY + "?shop=*").data().path("shops");

        assertThat(shops).singleElement().satisfies(each -> {
            assertThat(each.path("shop").asText()).isEqualTo(store.shop());
            assertThat(each.at("/totals/items").asInt()).isEqualTo(4);
        });
    }

    /// Where nobody has read the past, a day without an order is not a day without sales, and nothing is called dead.
    @Test
    void withoutAPastNothingIsSaidOfDemand() {
        var shop = Client.newShop();
        var client = Client.ofNewUser().connect(shop);
        StoreWithAPast.deliver(shop, "products/update", """
                {"id":1,"title":"Mug","updated_at":"2026-01-01T00:00:00Z","variants":[
                  {"id":11,"title":"Default Title","inventory_item_id":21}]}
                """);
        StoreWithAPast.deliver(shop, "inventory_levels/update", """
                {"inventory_item_id":21,"location_id":401,"available":5,"updated_at":"2026-01-01T00:00:00Z"}
                """);

        var data = await().atMost(Duration.ofSeconds(30)).until(() -> client.get(OUTLOOK).data(),
                read -> read.at("/items/0/levels/0/available").asInt() == 5
                        && read.at("/items/0/variants").size() == 1);

        assertThat(data.at("/window/partial").asBoolean()).isTrue();
        assertThat(data.path("demand").isNull()).isTrue();
        assertThat(data.path("stock_complete_since").isNull()).isTrue();
        assertThat(data.at("/items/0/available").asInt()).isEqualTo(5);
        for (var unknown : new String[]{"daily_units", "days_of_cover", "units_ordered", "low_stock", "dead_stock",
                "reorder", "value_at_cost"}) {
            assertThat(data.at("/items/0/" + unknown).isNull()).as(unknown).isTrue();
        }
        var totals = client.get(SUMMARY).data().path("totals");
        assertThat(totals.path("units").asInt()).isEqualTo(5);
        assertThat(totals.path("units_without_cost").asInt()).isEqualTo(5);
        assertThat(totals.path("low_stock").isNull()).isTrue();
        assertThat(totals.path("dead_stock").isNull()).isTrue();
        assertThat(totals.path("reorder").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"lead_time_days=-1, lead_time_days:min", "lead_time_days=366, lead_time_days:max",
            "review_days=0, review_days:min", "service_level=1.0, service_level:range",
            "service_level=0.49, service_level:range", "service_level=0.9991, service_level:range",
            "service_level=high, service_level:pattern", "service_level=2, service_level:pattern",
            "service_level=1e-1, service_level:pattern", "days=27, days:min", "days=181, days:max", "days=x, days:type",
            "only=cheap, only:choice", "sku=MUG, sku:unknown", "cursor=abc, cursor:cursor"})
    void whatIsWrongByItselfIsRefused(String query, String problem) {
        for (var route : new String[]{OUTLOOK, SUMMARY}) {
            assertThat(store.client().get(route + "?" + query).error()).isEqualTo("400 request.invalid " + problem);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OUTLOOK, SUMMARY})
    void anotherUsersStoreIsNotThere(String route) {
        assertThat(Client.ofNewUser().get(route + "?shop=" + store.shop()).error()).isEqualTo("404 store.not-found");
    }

    private static JsonNode item(JsonNode data, int thing) {
        return data.path("items").valueStream()
                .filter(item -> item.path("inventory_item_id").asText().equals(itemId(thing))).findFirst()
                .orElseThrow();
    }
}
