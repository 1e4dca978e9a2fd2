package com.atom.shopify.local;

import static com.atom.shopify.local.StoreWithAPast.DAYS;
import static com.atom.shopify.local.StoreWithAPast.FILTER;
import static com.atom.shopify.local.StoreWithAPast.GRINDER;
import static com.atom.shopify.local.StoreWithAPast.MUG;
import static com.atom.shopify.local.StoreWithAPast.PAN;
import static com.atom.shopify.local.StoreWithAPast.productId;
import static com.atom.shopify.local.StoreWithAPast.variantId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the orders of a store say of its future, its customers and its products, from deliveries to the answer.
class PatternsIT {
    private static final String FORECAST = "/api/shopify/enhanced/forecast";
    private static final String SEGMENTS = "/api/shopify/enhanced/segments";
    private static final String COHORTS = "/api/shopify/enhanced/cohorts";
    private static final String BOUGHT_TOGETHER = "/api/shopify/enhanced/bought-together";

    private final StoreWithAPast store = StoreWithAPast.get();

    @Test
    void whatIsAlwaysTheSameIsForecastWithoutDoubt() {
        var data = store.client().get(FORECAST + "?variant_id=" + variantId(MUG)).data();

        assertThat(data.path("metric").asText()).isEqualTo("units");
        assertThat(data.path("unit").asText()).isEqualTo("units");
        assertThat(data.at("/window/partial").asBoolean(true)).isFalse();
        assertThat(data.at("/forecast/sample_size").asInt()).isEqualTo(DAYS);
        assertThat(data.at("/forecast/from").asText()).isEqualTo(store.today().minusDays(DAYS).toString());
        assertThat(data.at("/forecast/to").asText()).isEqualTo(store.today().minusDays(1).toString());
        assertThat(data.at("/forecast/mean_absolute_error").decimalValue()).isEqualByComparingTo("0");
        assertThat(data.at("/forecast/days")).hasSize(14).allSatisfy(day -> {
            assertThat(day.path("expected").decimalValue()).isEqualByComparingTo("2");
            assertThat(day.path("lower").decimalValue()).isEqualByComparingTo("2");
            assertThat(day.path("upper").decimalValue()).isEqualByComparingTo("2");
        });
        assertThat(data.at("/forecast/days/0/date").asText()).isEqualTo(store.today().toString());
        assertThat(data.at("/forecast/total/expected").decimalValue()).isEqualByComparingTo("28");
    }

    @Test
    void salesAreForecastWithTheirMethodAndWithIntervalsAsWideAsItsErrors() {
        var data = store.client().get(FORECAST + "?days=7&confidence=0.9").data();

        assertThat(data.path("metric").asText()).isEqualTo("net_sales");
        assertThat(data.path("unit").asText()).isEqualTo("USD");
        assertThat(data.at("/forecast/method").asText()).isIn("theta", "seasonal_naive");
        assertThat(data.at("/forecast/confidence").decimalValue()).isEqualByComparingTo("0.9");
        // 70 days less four weeks to learn from, less the seven that are forecast, and one.
        assertThat(data.at("/forecast/origins").asInt()).isEqualTo(36);
        assertThat(decimal(data, "/forecast/mean_absolute_error"))
                .isLessThanOrEqualTo(decimal(data, "/forecast/seasonal_naive_error"));
        assertThat(data.at("/forecast/days")).hasSize(7).allSatisfy(day -> {
            assertThat(decimal(day, "/lower")).isBetween(BigDecimal.ZERO, decimal(day, "/expected"));
            assertThat(decimal(day, "/upper")).isGreaterThanOrEqualTo(decimal(day, "/expected"));
            // A day brings between 20.00 and 45.00, and so must what is expected of it.
            assertThat(decimal(day, "/expected")).isBetween(new BigDecimal("15"), new BigDecimal("50"));
        });
        assertThat(store.client().get(FORECAST + "?metric=orders").data().at("/forecast/total/expected").decimalValue())
                .isEqualByComparingTo("14");
    }

    @Test
    void whatHasTooShortAPastOrNoneIsNotForecast() {
        assertThat(store.client().get(FORECAST + "?days=90").error()).isEqualTo("422 insights.too-little-data "
                + "-:too-little-data");
        assertThat(store.client().get(FORECAST + "?product_id=" + productId(PAN)).error())
                .isEqualTo("422 insights.too-little-data -:too-little-data");

        var shop = Client.newShop();
        var client = Client.ofNewUser().connect(shop);
        var refused = client.get(FORECAST);
        assertThat(refused.error()).isEqualTo("422 insights.too-little-data -:too-little-data");
        assertThat(refused.json().at("/error/details/0/message").asText())
                .isEqualTo("days of which all orders are known: 0 of the 50 needed");

        // All is known, but nothing was ever sold.
        StoreWithAPast.completeSince(shop, 0);
        assertThat(client.get(FORECAST).json().at("/error/details/0/message").asText())
                .isEqualTo("days with sales: 0 of the 1 needed");
    }

    /// Thirty customers, ten with three orders; six in each fifth of recency.
    @Test
    void customersAreInTheSegmentOfTheirOrders() {
        var answer = store.client().get(SEGMENTS + "?limit=2");
        var data = answer.data();

        assertThat(data.path("method").asText()).isEqualTo("rfm_quintiles");
        assertThat(data.path("shortened").asBoolean(true)).isFalse();
        assertThat(data.path("sample_size").asInt()).isEqualTo(30);
        assertThat(data.at("/window/partial").asBoolean(true)).isFalse();
        assertThat(data.path("segments")).extracting(group -> group.path("segment").asText() + " "
                + group.path("customers").asInt() + " " + group.at("/spent/amount").asText())
                .containsExactly("champions 5 515.00", "loyal 5 300.00", "new 0 0.00", "promising 2 110.00",
                        "needs_attention 6 330.00", "at_risk 0 0.00", "lost 12 660.00");
        assertThat(data.path("customers")).hasSize(2);
        assertThat(data.at("/customers/0").toString()).isEqualTo(
                "{\"customer_id\":\"504\",\"segment\":\"champions\",\"recency\":5,\"frequency\":4,\"monetary\":5,"
                        + "\"last_order\":\"" + store.today().minusDays(4)
                        + "\",\"orders\":3,\"spent\":{\"amount\":\"115.00\",\"currency\":\"USD\"}}");

        var next = store.client().get(SEGMENTS + "?limit=2&cursor=" + answer.json().at("/page/next_cursor").asText());
        assertThat(next.data().path("customers")).extracting(each -> each.path("customer_id").asText())
                .containsExactly("502", "506");
        assertThat(store.client().get(SEGMENTS + "?segment=promising").data().path("customers")).hasSize(2)
                .allSatisfy(each -> assertThat(each.path("segment").asText()).isEqualTo("promising"));
    }

    @Test
    void cohortsAreOfTheMonthOfTheFirstOrder() {
        var data = store.client().get(COHORTS).data();

        var last = YearMonth.from(store.today()).minusMonths(1);
        var months = new HashMap<Integer, Set<YearMonth>>();
        for (var k = 1; k <= DAYS; k++) {
            months.computeIfAbsent(k % 30, _ -> new HashSet<>()).add(YearMonth.from(store.today().minusDays(k)));
        }
        var cohorts = new TreeMap<YearMonth, List<Set<YearMonth>>>();
        months.values().forEach(own -> cohorts
                .computeIfAbsent(own.stream().min(YearMonth::compareTo).orElseThrow(), _ -> new ArrayList<>())
                .add(own));
        assertThat(data.path("method").asText()).isEqualTo("first_order_month");
        assertThat(data.path("sample_size").asInt()).isEqualTo(30);
        assertThat(data.path("cohorts")).extracting(cohort -> cohort.path("month").asText() + " "
                + cohort.path("customers").asInt()).containsExactlyElementsOf(
                        cohorts.entrySet().stream().map(each -> each.getKey() + " " + each.getValue().size()).toList());
        data.path("cohorts").forEach(cohort -> {
            var first = YearMonth.parse(cohort.path("month").asText());
            var members = cohorts.getOrDefault(first, List.of());
            for (var later = 1; first.plusMonths(later).compareTo(last) <= 0; later++) {
                var month = first.plusMonths(later);
                var back = members.stream().filter(own -> own.contains(month)).count();
                assertThat(cohort.at("/retention/" + (later - 1)).doubleValue()).as(cohort + " after " + later)
                        .isCloseTo((double) back / members.size(), offset(0.000001));
            }
        });
    }

    /// 35 of 70 orders have a filter, 17 of those a grinder, and no other has one: 17 × 70 / (35 × 17) = 2.
    @Test
    void productsThatAreBoughtTogetherAreFound() {
        var data = store.client().get(BOUGHT_TOGETHER).data();

        assertThat(data.path("method").asText()).isEqualTo("association_rules");
        assertThat(data.path("sample_size").asInt()).isEqualTo(DAYS);
        // A mug is in every order, so it says nothing of any other product.
        assertThat(data.path("pairs")).singleElement().satisfies(pair -> {
            assertThat(pair.path("first_product_id").asText()).isEqualTo(productId(FILTER));
            assertThat(pair.path("second_product_id").asText()).isEqualTo(productId(GRINDER));
            assertThat(pair.path("orders").asInt()).isEqualTo(17);
            assertThat(decimal(pair, "/support")).isEqualByComparingTo("0.242857");
            assertThat(decimal(pair, "/confidence")).isEqualByComparingTo("0.485714");
            assertThat(decimal(pair, "/reverse_confidence")).isEqualByComparingTo("1");
            assertThat(decimal(pair, "/lift")).isEqualByComparingTo("2");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {SEGMENTS, COHORTS, BOUGHT_TOGETHER})
    void oneOrderSaysNothing(String route) {
        var shop = Client.newShop();
        var client = Client.ofNewUser().connect(shop);
        StoreWithAPast.deliver(shop, "orders/create", """
                {"id":1,"processed_at":"%s","updated_at":"2026-11-01T00:00:00Z","currency":"USD","customer":{"id":7},
                 "total_price":"7.00","line_items":[{"id":1,"product_id":11,"quantity":1,"price":"7.00"}]}
                """.formatted(store.today().minusDays(40).atTime(12, 0).atZone(StoreWithAPast.ZONE).toInstant()));

        var refused = await().atMost(Duration.ofSeconds(30)).until(() -> client.get(route),
                answer -> answer.json().at("/error/details/0/value").asText().equals("1"));

        assertThat(refused.error()).isEqualTo("422 insights.too-little-data -:too-little-data");
        assertThat(client.get(route + "?shop=*").data().path("failed")).singleElement().satisfies(failed -> {
            assertThat(failed.path("shop").asText()).isEqualTo(shop);
            assertThat(failed.path("code").asText()).isEqualTo("insights.too-little-data");
        });
    }

    @ParameterizedTest
    @CsvSource({FORECAST + "?metric=weather, metric:choice", FORECAST + "?days=0, days:min",
            FORECAST + "?days=91, days:max", FORECAST + "?confidence=1.0, confidence:range",
            FORECAST + "?confidence=0.951, confidence:range", FORECAST + "?confidence=-0.9, confidence:pattern",
            FORECAST + "?product_id=x, product_id:format",
            FORECAST + "?product_id=gid://shopify/Order/1, product_id:wrong-type",
            FORECAST + "?product_id=1&variant_id=2, variant_id:conflict", FORECAST + "?group_by=type, group_by:unknown",
            SEGMENTS + "?days=89, days:min", SEGMENTS + "?days=731, days:max",
            SEGMENTS + "?segment=vip, segment:choice",
            SEGMENTS + "?cursor=abc, cursor:cursor", COHORTS + "?months=1, months:min",
            COHORTS + "?months=25, months:max", BOUGHT_TOGETHER + "?days=29, days:min",
            BOUGHT_TOGETHER + "?days=1.5, days:type", BOUGHT_TOGETHER + "?limit=0, limit:min"})
    void whatIsWrongByItselfIsRefused(String request, String problem) {
        assertThat(store.client().get(request).error()).isEqualTo("400 request.invalid " + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {FORECAST, SEGMENTS, COHORTS, BOUGHT_TOGETHER})
    void anotherUsersStoreIsNotThere(String route) {
        assertThat(Client.ofNewUser().get(route + "?shop=" + store.shop()).error()).isEqualTo("404 store.not-found");
    }

    private static BigDecimal decimal(JsonNode node, String path) {
        return node.at(path).decimalValue();
    }
}
