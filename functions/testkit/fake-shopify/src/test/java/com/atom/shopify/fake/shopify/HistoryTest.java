package com.atom.shopify.fake.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryTest {
    private static final String LINES = """
            { orders(query: "created_at:>=2026-03-01T00:00:00Z AND created_at:<2026-03-08T00:00:00Z",
              sortKey: CREATED_AT) { edges { node { id name createdAt updatedAt test totalPriceSet { shopMoney { amount } }
              customer { id } lineItems { edges { node { id quantity sku } } } } } } }""";

    @RegisterExtension
    final FreshStores stores = new FreshStores("history", "write_orders,read_all_orders,write_customers,read_products");

    @Test
    void streamsAWindowOfAMillionOrders() {
        seed(1_000_000);

        List<JsonNode> lines = new BulkDesk(stores.store()).lines(LINES.replace("2026-03-08T00", "2026-03-01T06"));
        List<JsonNode> orders = lines.stream().filter(line -> line.has("name")).toList();

        assertThat(orders).hasSizeBetween(50, 1_000).extracting(line -> line.path("createdAt").asText())
                .isSorted().allSatisfy(time -> assertThat(Instant.parse(time))
                        .isBetween(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-01T06:00:00Z")));
        assertThat(lines).filteredOn(line -> line.has("quantity")).hasSizeGreaterThanOrEqualTo(orders.size());
        assertThat(lines).extracting(line -> line.path("id").asText()).doesNotHaveDuplicates();
    }

    @Test
    void makesTheSameOrdersAgain() {
        seed(5_000);
        List<JsonNode> once = new BulkDesk(stores.store()).lines(LINES);
        List<JsonNode> again = new BulkDesk(stores.store()).lines(LINES);

        assertThat(once).hasSizeGreaterThan(30).isEqualTo(again);
    }

    @Test
    void pagesByUpdateWithoutLosingOrRepeatingAnOrder() {
        seed(600);
        var names = new ArrayList<String>();
        var times = new ArrayList<String>();
        JsonNode page = page(null);
        while (true) {
            names.addAll(page.path("nodes").findValuesAsText("name"));
            times.addAll(page.path("nodes").findValuesAsText("updatedAt"));
            if (!page.at("/pageInfo/hasNextPage").asBoolean()) {
                break;
            }
            page = page(page.at("/pageInfo/endCursor").asText());
        }

        assertThat(names).hasSize(600).doesNotHaveDuplicates();
        assertThat(times).isSorted();
        assertThat(stores.store().data("{ ordersCount(limit: null) { count } }").at("/ordersCount/count").asInt())
                .isEqualTo(600);
    }

    @Test
    void pagesItsCustomersByUpdate() {
        seed(300);

        List<String> times = stores.store().data("""
                { customers(first: 250, sortKey: UPDATED_AT) { nodes { updatedAt } } }""").path("customers")
                .findValuesAsText("updatedAt");

        assertThat(times).hasSizeGreaterThan(100).isSorted();
    }

    @Test
    void hasRefundsReturningCustomersAndMoreOrdersEveryYear() {
        seed(2_000);
        JsonNode counts = stores.store().data("""
                { all: ordersCount(limit: null) { count }
                  first: ordersCount(query: "created_at:<2025-06-01", limit: null) { count }
                  refunded: ordersCount(query: "financial_status:partially_refunded", limit: null) { count }
                  customersCount(limit: null) { count } }""");

        assertThat(counts.at("/first/count").asInt()).isBetween(700, 990);
        assertThat(counts.at("/refunded/count").asInt()).isBetween(40, 250);
        assertThat(counts.at("/customersCount/count").asInt()).isBetween(1_000, 1_400);
    }

    @Test
    void keepsWhatIsChangedInIt() {
        seed(300);
        String id = stores.store().data("{ orders(first: 1, sortKey: CREATED_AT) { nodes { id } } }")
                .at("/orders/nodes/0/id").asText();

        assertThat(Store.problems(stores.store().data(
                """
                        mutation Note($input: OrderInput!) { orderUpdate(input: $input) { order { id } userErrors { message } } }""",
                Map.of("input", Map.of("id", id, "note", "gift"))))).isEmpty();

        JsonNode last = stores.store().data("""
                { orders(first: 1, sortKey: UPDATED_AT, reverse: true) { nodes { id note } }
                  ordersCount(limit: null) { count } }""");
        assertThat(last.at("/orders/nodes/0/id").asText()).isEqualTo(id);
        assertThat(last.at("/orders/nodes/0/note").asText()).isEqualTo("gift");
        assertThat(last.at("/ordersCount/count").asInt()).isEqualTo(300);
    }

    @Test
    void findsACustomersOrdersAndALineByItsId() {
        seed(300);
        JsonNode order = stores.store().data("""
                { orders(first: 1, sortKey: CREATED_AT, reverse: true) { nodes { id customer { id email numberOfOrders
                  lastOrder { id } } lineItems(first: 1) { nodes { id } } } } }""").at("/orders/nodes/0");
        String line = order.at("/lineItems/nodes/0/id").asText();

        assertThat(order.at("/customer/lastOrder/id")).isEqualTo(order.path("id"));
        assertThat(order.at("/customer/numberOfOrders").asInt()).isPositive();
        JsonNode found = stores.store().data("""
                query Find($line: ID!, $email: String!) { node(id: $line) { id }
                  customerByIdentifier(identifier: {emailAddress: $email}) { id } }""",
                Map.of("line", line, "email", order.at("/customer/email").asText()));
        assertThat(found.at("/node/id").asText()).isEqualTo(line);
        assertThat(found.at("/customerByIdentifier/id")).isEqualTo(order.at("/customer/id"));
    }

    private JsonNode page(@Nullable String after) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("after", after);
        return stores.store().data("""
                query Page($after: String) { orders(first: 250, after: $after, sortKey: UPDATED_AT) {
                  nodes { name updatedAt } pageInfo { hasNextPage endCursor } } }""", variables).path("orders");
    }

    private void seed(int orders) {
        assertThat(stores.store().merchant().control("PUT", "/shops/" + stores.store().merchant().shop(),
                "{\"seed\": {\"products\": 12, \"orders\": " + orders
                        + ", \"history\": true, \"until\": \"2026-06-01T00:00:00Z\"}}")
                .statusCode()).isEqualTo(200);
    }
}
