package com.atom.shopify.fake.shopify;

import static com.atom.shopify.fake.shopify.OrderTexts.amount;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OrderQueriesTest {
    private static FakeShopify shopify;
    private static Store store;

    @BeforeAll
    static void start() {
        shopify = FakeShopify.start(FakeShopify.Options.DEFAULT);
        store = new Store(shopify, "orders.myshopify.com", OrderTexts.SCOPES);
    }

    @AfterAll
    static void stop() {
        shopify.close();
    }

    @Test
    void hasOrdersOfAllSortsFromTheStart() {
        JsonNode orders = store.data("{ orders(first: 50) { nodes { name test displayFinancialStatus "
                + "displayFulfillmentStatus cancelledAt customer { displayName defaultEmailAddress { emailAddress } } "
                + "totalPriceSet { shopMoney { amount currencyCode } } } } }").at("/orders/nodes");

        assertThat(orders).hasSize(OrderSeed.FEW - 1);
        assertThat(orders.findValuesAsText("displayFinancialStatus")).contains("PAID", "PENDING", "AUTHORIZED",
                "PARTIALLY_REFUNDED", "REFUNDED");
        assertThat(orders.findValuesAsText("displayFulfillmentStatus")).contains("UNFULFILLED", "FULFILLED");
        assertThat(orders.findValuesAsText("test")).containsOnlyOnce("true");
        assertThat(orders.findValuesAsText("emailAddress")).allMatch(email -> email.endsWith("@example.com"));
        assertThat(orders.findValuesAsText("currencyCode")).containsOnly("USD");
    }

    @Test
    void answersWholeOrdersWithMoneyThatAddsUp() {
        for (JsonNode id : store.data("{ orders(first: 50) { nodes { id } } }").at("/orders/nodes")) {
            JsonNode order = store.data(OrderTexts.ORDER, Map.of("id", id.path("id").asText())).path("order");
            BigDecimal lines = sum(order.at("/lineItems/nodes"), "/discountedAfterAll/shopMoney/amount");
            BigDecimal ledger = BigDecimal.ZERO;
            for (JsonNode agreement : order.at("/agreements/nodes")) {
                ledger = ledger.add(sum(agreement.at("/sales/nodes"), "/totalAmount/shopMoney/amount"));
            }

            assertThat(lines).isEqualByComparingTo(amount(order, "subtotalPriceSet"));
            assertThat(ledger).isEqualByComparingTo(amount(order, "currentTotalPriceSet"));
            assertThat(amount(order, "subtotalPriceSet").add(amount(order, "totalShippingPriceSet"))
                    .add(amount(order, "totalTaxSet"))).isEqualByComparingTo(amount(order, "totalPriceSet"));
            assertThat(amount(order, "netPaymentSet").add(amount(order, "totalOutstandingSet")))
                    .isEqualByComparingTo(amount(order, "currentTotalPriceSet"));
        }
    }

    @Test
    void findsByTheFiltersThatShopifyHas() {
        assertThat(names("test:true")).hasSize(1);
        assertThat(names("status:cancelled")).hasSize(1);
        assertThat(names("-status:cancelled")).hasSize(OrderSeed.FEW - 2);
        assertThat(names("financial_status:pending")).hasSize(1);
        assertThat(names("financial_status:pending,authorized")).hasSize(2);
        assertThat(names("fulfillment_status:shipped")).isNotEmpty();
        assertThat(names("name:#1002")).containsExactly("#1002");
        assertThat(names("name:1002")).containsExactly("#1002");
        assertThat(names("discount_code:welcome10")).isNotEmpty();
        assertThat(names("source_name:web")).hasSize(OrderSeed.FEW - 1);
        assertThat(names("created_at:<2000-01-01")).isEmpty();
        assertThat(names("no_such_field:x")).hasSize(OrderSeed.FEW - 1);
        assertThat(names("example")).hasSize(OrderSeed.FEW - 1);
    }

    @Test
    void refusesFiltersThatItDoesNotPlay() {
        assertThat(store.ask(OrderTexts.NAMES, Map.of("q", "risk_level:high")).at("/errors/0/message").asText())
                .isEqualTo("simulator: searching by risk_level is not supported");
    }

    @Test
    void countsWhatIsFound() {
        assertThat(store.data("{ ordersCount(query: \"test:false\") { count precision } }").path("ordersCount"))
                .isEqualTo(Merchant.tree(Map.of("count", OrderSeed.FEW - 2, "precision", "EXACT")));
    }

    @Test
    void sortsByWhenItWasProcessedUnlessToldOtherwise() {
        JsonNode byDefault = store.data("{ orders(first: 50, reverse: true) { nodes { name } } }");
        JsonNode byPrice = store.data("{ orders(first: 50, sortKey: TOTAL_PRICE) { nodes "
                + "{ totalPriceSet { shopMoney { amount } } } } }");

        assertThat(byDefault.findValuesAsText("name")).startsWith("#1010");
        assertThat(byPrice.findValuesAsText("amount").stream().map(BigDecimal::new).toList()).isSorted();
    }

    @Test
    void pagesForthAndBack() {
        String page = "query P($first: Int, $after: String, $last: Int, $before: String) { orders(first: $first, "
                + "after: $after, last: $last, before: $before, sortKey: ID) { nodes { name } pageInfo "
                + "{ hasNextPage endCursor startCursor } } }";
        JsonNode first = store.data(page, Map.of("first", 3)).path("orders");
        JsonNode second = store.data(page, Map.of("first", 3, "after", first.at("/pageInfo/endCursor").asText()))
                .path("orders");
        JsonNode back = store.data(page, Map.of("last", 3, "before", second.at("/pageInfo/startCursor").asText()))
                .path("orders");

        assertThat(first.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(back.path("nodes")).isEqualTo(first.path("nodes"));
        assertThat(second.findValuesAsText("name")).doesNotContainAnyElementsOf(first.findValuesAsText("name"));
    }

    @Test
    void hidesOldOrdersFromAppsThatMayNotReadAll() {
        var everything = new Store(shopify, "orders.myshopify.com", OrderTexts.SCOPES + ",read_all_orders");
        String old = everything.data("{ orders(first: 1, sortKey: CREATED_AT) { nodes { id name } } }")
                .at("/orders/nodes/0/id").asText();

        assertThat(everything.data("{ ordersCount { count } }").at("/ordersCount/count").asInt())
                .isEqualTo(OrderSeed.FEW);
        assertThat(everything.data(OrderTexts.ORDER, Map.of("id", old)).at("/order/id").asText()).isEqualTo(old);
        assertThat(store.data(OrderTexts.ORDER, Map.of("id", old)).path("order").isNull()).isTrue();
        assertThat(store.data("query N($id: ID!) { node(id: $id) { id } }", Map.of("id", old)).path("node").isNull())
                .isTrue();
    }

    @Test
    void needsItsScopes() {
        var poor = new Store(shopify, "orders.myshopify.com", "read_products");
        var reader = new Store(shopify, "orders.myshopify.com", "read_orders");

        assertThat(poor.ask("{ orders(first: 1) { nodes { id } } }").at("/errors/0/extensions/requiredAccess")
                .asText()).contains("read_orders");
        assertThat(reader.ask("{ draftOrders(first: 1) { nodes { id } } }")
                .at("/errors/0/extensions/requiredAccess").asText()).contains("read_draft_orders");
        JsonNode customer = reader.ask("{ orders(first: 1) { nodes { id customer { id } } } }");
        assertThat(customer.at("/errors/0/extensions/code").asText()).isEqualTo("ACCESS_DENIED");
        assertThat(customer.at("/data/orders/nodes/0/customer").isNull()).isTrue();
        assertThat(reader.data("{ orders(first: 1) { nodes { fulfillmentOrders(first: 1) { nodes { id } } } } }")
                .at("/orders/nodes/0/fulfillmentOrders/nodes")).isEmpty();
    }

    @Test
    void chargesNestedConnectionsForEachOrder() {
        String query = "{ orders(first: 10) { nodes { id lineItems(first: 5) { nodes { id } } } } }";

        assertThat(store.ask(query).at("/extensions/cost/requestedQueryCost").asInt()).isEqualTo(60);
    }

    @Test
    void stopsPagingAfter25000Objects() {
        var large = new Store(shopify, "large.myshopify.com", OrderTexts.SCOPES + ",read_all_orders");
        large.merchant().control("PUT", "/shops/large.myshopify.com", "{\"seed\":{\"orders\":25010}}");
        String page = "query P($first: Int, $after: String, $last: Int) { orders(first: $first, after: $after, "
                + "last: $last, sortKey: ID) { nodes { name } pageInfo { startCursor } } }";
        JsonNode end = large.data(page, Map.of("last", 20)).path("orders");

        JsonNode beyond = large.ask(page, Map.of("first", 15, "after", end.at("/pageInfo/startCursor").asText()));

        assertThat(end.at("/nodes/19/name").asText()).isEqualTo("#26010");
        assertThat(beyond.at("/errors/0/message").asText()).contains("first 25000");
        assertThat(large.data("{ ordersCount { count precision } }").at("/ordersCount/precision").asText())
                .isEqualTo("AT_LEAST");
    }

    @Test
    void findsNodesOfEveryKind() {
        JsonNode order = store.data("{ orders(first: 1, query: \"financial_status:partially_refunded\") { nodes { id "
                + "lineItems(first: 1) { nodes { id } } refunds { id } transactions { id } fulfillments { id } "
                + "fulfillmentOrders(first: 1) { nodes { id } } } } }").at("/orders/nodes/0");
        List<String> ids = order.findValuesAsText("id");

        JsonNode nodes = store.data("query N($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }",
                Map.of("ids", ids)).path("nodes");

        assertThat(nodes.findValuesAsText("id")).isEqualTo(ids);
        assertThat(nodes.findValuesAsText("__typename")).contains("Order", "LineItem", "Refund", "OrderTransaction",
                "Fulfillment", "FulfillmentOrder");
    }

    private static List<String> names(String search) {
        return store.data(OrderTexts.NAMES, Map.of("q", search)).findValuesAsText("name");
    }

    private static BigDecimal sum(JsonNode nodes, String path) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode node : nodes) {
            sum = sum.add(new BigDecimal(node.at(path).asText()));
        }
        return sum;
    }
}
