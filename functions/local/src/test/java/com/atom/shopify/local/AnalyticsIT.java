package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a store sold, from a delivery through the worker to the figures.
class AnalyticsIT {
    private static final String ANALYTICS = "/api/shopify/enhanced/analytics";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String shop = Client.newShop();
    private final Client client = Client.ofNewUser().connect(shop);

    @Test
    void anOrderAndItsRefundAreInTheFiguresOfTheirDay() {
        var order = client.post("/api/shopify/orders", """
                {"inventory_behaviour":"bypass","source_identifier":"a-1","line_items":[
                  {"title":"Mug","quantity":2,"price":{"amount":"10.00","currency":"USD"}}],
                 "shipping_lines":[{"title":"Standard","price":{"amount":"5.00","currency":"USD"}}],
                 "transactions":[{"kind":"sale","amount":{"amount":"25.00","currency":"USD"}}]}
                """).data();
        var id = order.path("id").asText();

        // It says so little that the worker reads Shopify's own ledger.
        deliver("orders/create", "{\"id\":" + id + ",\"updated_at\":\"" + order.path("updated_at").asText() + "\"}");

        var sold = figures(data -> data.at("/totals/orders").asInt() == 1);
        assertThat(money(sold, "gross_sales")).isEqualTo("20.00");
        assertThat(money(sold, "shipping")).isEqualTo("5.00");
        assertThat(money(sold, "total_sales")).isEqualTo("25.00");
        assertThat(money(sold, "average_order_value")).isEqualTo("20.00");
        assertThat(sold.at("/totals/units").asInt()).isEqualTo(2);

        var refund = client.post("/api/shopify/orders/" + id + "/refunds", "{\"line_items\":[{\"line_item_id\":\""
                + order.at("/line_items/0/id").asText() + "\",\"quantity\":1,\"restock_type\":\"no_restock\"}]}");
        assertThat(refund.status()).as(refund.response().body()).isEqualTo(201);
        deliver("refunds/create", "{\"id\":" + refund.data().path("id").asText() + ",\"order_id\":" + id + "}");

        var returned = figures(data -> money(data, "returns").equals("10.00"));
        assertThat(money(returned, "net_sales")).isEqualTo("10.00");
        assertThat(returned.at("/totals/refund_rate").decimalValue()).isEqualByComparingTo("1");
    }

    @Test
    void whatAWebhookShowsCountsAtOnceByDayGroupAndComparison() {
        deliver("orders/create", """
                {"id":9007199254740993,"processed_at":"2026-03-08T01:30:00-05:00","updated_at":"2026-03-08T07:00:00Z",
                 "currency":"USD","source_name":"pos","customer":{"id":7},"discount_codes":[{"code":"SPRING"}],
                 "line_items":[{"id":1,"product_id":11,"variant_id":12,"vendor":"Acme","quantity":3,"price":"7.00",
                   "discount_allocations":[{"amount":"1.00"}],"tax_lines":[{"price":"1.60","rate":0.08}]}],
                 "total_price":"21.60"}
                """);

        var march = "?from=2026-03-07&to=2026-03-09";
        var data = await().atMost(PATIENCE).until(() -> client.get(ANALYTICS + march).data(),
                read -> read.at("/totals/orders").asInt() == 1);
        assertThat(data.path("series")).extracting(day -> day.path("start").asText() + " "
                + day.at("/net_sales/amount").asText()).containsExactly("2026-03-07 0.00", "2026-03-08 20.00",
                        "2026-03-09 0.00");
        assertThat(client.get(ANALYTICS + march + "&granularity=hour").data().path("series")).hasSize(71)
                .anySatisfy(hour -> {
                    assertThat(hour.path("start").asText()).isEqualTo("2026-03-08T01:00-05:00");
                    assertThat(hour.path("units").asInt()).isEqualTo(3);
                });
        assertThat(client.get(ANALYTICS + march + "&group_by=product").data().path("groups")).singleElement()
                .satisfies(group -> assertThat(group.path("key").asText()).isEqualTo("11"));
        assertThat(client.get(ANALYTICS + march + "&group_by=discount_code").data().at("/groups/0/key").asText())
                .isEqualTo("SPRING");
        assertThat(client.get(ANALYTICS + "?from=2026-03-10&to=2026-03-12&compare=previous_period").data()
                .at("/comparison/totals/orders").asInt()).isEqualTo(1);
        assertThat(client.get(ANALYTICS + march + "&shop=*").data().path("shops")).singleElement().satisfies(each -> {
            assertThat(each.path("shop").asText()).isEqualTo(shop);
            assertThat(each.at("/totals/orders").asInt()).isEqualTo(1);
        });
    }

    @Test
    void aStoreWithoutOrdersHasZerosAndNoQuotients() {
        var data = client.get(ANALYTICS).data();

        assertThat(data.path("series")).hasSize(30);
        assertThat(data.at("/totals/orders").asInt(-1)).isZero();
        assertThat(money(data, "total_sales")).isEqualTo("0.00");
        for (var quotient : List.of("average_order_value", "returning_customer_rate", "refund_rate")) {
            assertThat(data.at("/totals/" + quotient).isNull()).as(quotient).isTrue();
        }
        assertThat(client.get(ANALYTICS + "?group_by=vendor").data().path("groups")).isEmpty();
        assertThat(data.path("definitions")).hasSize(12);
    }

    /// A backfill says how far back it came only at its end.
    @Test
    void figuresArePartialWhereNoBackfillHasReadAllOrders() {
        assertThat(client.get(ANALYTICS).data().at("/window/partial").asBoolean()).isTrue();
        assertThat(client.get(ANALYTICS).data().at("/window/complete_since").isNull()).isTrue();
        var zone = ZoneId.of("America/New_York");
        var first = LocalDate.parse("2026-03-05");

        StoreWithAPast.completeSince(shop, first.atStartOfDay(zone).toEpochSecond());

        var read = client.get(ANALYTICS + "?from=2026-03-05&to=2026-03-09&compare=previous_period").data();
        assertThat(read.at("/window/partial").asBoolean(true)).isFalse();
        assertThat(read.at("/window/limited_to_sixty_days").asBoolean()).isTrue();
        assertThat(read.at("/comparison/partial").asBoolean()).isTrue();
        assertThat(client.get(ANALYTICS + "?from=2026-03-04&to=2026-03-09").data().at("/window/partial").asBoolean())
                .isTrue();
    }

    @Test
    void aRangeThatEndsInTheFutureHasStretchesWithoutSales() {
        var today = LocalDate.now(ZoneId.of("America/New_York"));

        var data = client.get(ANALYTICS + "?from=" + today + "&to=" + today.plusDays(3)).data();

        assertThat(data.path("series")).hasSize(4);
        assertThat(data.at("/totals/orders").asInt(-1)).isZero();
    }

    @Test
    void aCursorWhosePlaceIsForgedIsRefused() {
        deliver("orders/create", """
                {"id":9007199254740995,"processed_at":"2026-03-08T12:00:00-05:00","updated_at":"2026-03-08T17:00:00Z",
                 "currency":"USD","total_price":"14.00","line_items":[
                   {"id":1,"product_id":11,"variant_id":12,"quantity":1,"price":"7.00"},
                   {"id":2,"product_id":21,"variant_id":22,"quantity":1,"price":"7.00"}]}
                """);
        var groups = ANALYTICS + "?from=2026-03-08&to=2026-03-08&group_by=product&limit=1";
        var cursor = await().atMost(PATIENCE).until(
                () -> client.get(groups).json().at("/page/next_cursor"), JsonNode::isTextual).asText();
        assertThat(client.get(groups + "&cursor=" + cursor).data().path("groups")).hasSize(1);
        var mark = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).substring(0, 16);

        for (var place : List.of("x", "-1", "99999999999")) {
            var forged = Base64.getUrlEncoder().withoutPadding().encodeToString((mark + place).getBytes(UTF_8));
            assertThat(client.get(groups + "&cursor=" + forged).error()).as(place)
                    .isEqualTo("400 request.invalid cursor:cursor");
        }
    }

    @ParameterizedTest
    @CsvSource({"from=2026-03-02&to=2026-03-01, to:range", "from=2020-01-01&to=2026-01-01, to:too-long",
            "from=2999-01-01&to=2999-01-02, from:future", "from=2026-02-30&to=2026-03-01, from:format",
            "from=2026-03-01, to:required", "group_by=weather, group_by:choice", "metric=profit, metric:unknown",
            "granularity=hour&from=2026-01-01&to=2026-03-01, granularity:too-long"})
    void whatIsWrongByItselfIsRefused(String query, String problem) {
        assertThat(client.get(ANALYTICS + "?" + query).error()).isEqualTo("400 request.invalid " + problem);
    }

    private JsonNode figures(Predicate<? super JsonNode> wanted) {
        return await().atMost(PATIENCE).until(() -> client.get(ANALYTICS).data(), wanted);
    }

    private static String money(JsonNode data, String metric) {
        return data.at("/totals/" + metric + "/amount").asText();
    }

    private void deliver(String topic, String body) {
        StoreWithAPast.deliver(shop, topic, body);
    }
}
