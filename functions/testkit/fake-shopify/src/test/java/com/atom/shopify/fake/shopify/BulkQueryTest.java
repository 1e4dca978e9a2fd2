package com.atom.shopify.fake.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkQueryTest {
    private static final String PRODUCTS = "{ products { edges { node { id title variants { edges { node { id sku } } } } } } }";
    private static final String ORDERS = """
            { orders(sortKey: CREATED_AT) { edges { node { id name refunds { id }
              lineItems(first: 1) { edges { node { id quantity } } } } } } }""";
    private static final String SCOPES = "write_products,read_orders,read_all_orders";

    @RegisterExtension
    final FreshStores stores = new FreshStores("bulk-query", SCOPES);

    @Test
    void writesEveryObjectOfAConnectionAsALineOfItsOwn() {
        JsonNode operation = desk().run(PRODUCTS);
        List<JsonNode> lines = BulkDesk.lines(operation);

        List<JsonNode> roots = lines.stream().filter(line -> !line.has("__parentId")).toList();
        JsonNode asked = stores.store().data(
                "{ products(first: 20) { nodes { id title variants(first: 20) { nodes { id sku } } } } }");
        assertThat(roots).extracting(line -> line.path("title").asText())
                .containsExactlyElementsOf(asked.path("products").findValuesAsText("title"));
        assertThat(roots).allSatisfy(line -> assertThat(line.fieldNames()).toIterable()
                .containsExactly("id", "title"));
        asked.at("/products/nodes").forEach(product -> assertThat(lines)
                .filteredOn(line -> line.path("__parentId").asText().equals(product.path("id").asText()))
                .extracting(line -> line.path("sku").asText())
                .containsExactlyElementsOf(product.path("variants").findValuesAsText("sku")));
        assertThat(operation.path("objectCount").asText()).isEqualTo(Integer.toString(lines.size()));
        assertThat(operation.path("rootObjectCount").asText()).isEqualTo(Integer.toString(roots.size()));
        assertThat(operation.path("fileSize").asText()).isEqualTo(Integer.toString(
                BulkDesk.text(operation.path("url").asText()).getBytes(StandardCharsets.UTF_8).length));
    }

    @Test
    void keepsChildrenBehindTheirParentOnlyWhenAskedTo() {
        JsonNode first = BulkDesk.lines(desk().run(PRODUCTS)).get(1);
        String grouped = desk().ask(PRODUCTS, true).at("/bulkOperationRunQuery/bulkOperation/id").asText();
        List<JsonNode> lines = BulkDesk.lines(desk().finished(grouped));

        assertThat(first.has("__parentId")).isFalse();
        assertThat(lines.get(1).path("__parentId")).isEqualTo(lines.getFirst().path("id"));
    }

    @Test
    void ignoresPageSizesAndWritesListsInline() {
        List<JsonNode> lines = desk().lines(ORDERS);
        JsonNode asked = stores.store().data(
                "{ orders(first: 20) { nodes { id lineItems(first: 20) { nodes { id } } } } }");

        assertThat(lines).filteredOn(line -> line.has("__parentId"))
                .hasSize(asked.at("/orders/nodes").findValues("lineItems").stream()
                        .mapToInt(items -> items.path("nodes").size()).sum());
        assertThat(lines).filteredOn(line -> line.has("name")).allSatisfy(line -> assertThat(line.path("refunds")
                .isArray()).isTrue());
    }

    @Test
    void pagesThroughMoreThanAPage() {
        assertThat(stores.store().merchant().control("PUT", "/shops/" + stores.store().merchant().shop(),
                "{\"seed\": {\"products\": 700}}").statusCode()).isEqualTo(200);

        List<JsonNode> lines = desk().lines("{ products { edges { node { id } } } }");

        assertThat(lines).hasSize(700).doesNotHaveDuplicates();
    }

    @Test
    void hasNoUrlWhenThereAreNoRows() {
        JsonNode operation = desk().run("{ orders(query: \"created_at:<2001-01-01\") { edges { node { id } } } }");

        assertThat(operation.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(operation.path("url").isNull()).isTrue();
        assertThat(operation.path("objectCount").asText()).isEqualTo("0");
    }

    @Test
    void refusesWhatShopifyRefuses() {
        assertThat(desk().problems("{ shop { name } }"))
                .containsExactly("query: Bulk queries must contain at least one connection. (INVALID)");
        assertThat(desk().problems("{ orders { nodes { id } } }")).singleElement().asString()
                .contains("Selecting via 'nodes' is not supported");
        assertThat(desk().problems("{ products { edges { node { title variants { edges { node { id } } } } } } }"))
                .singleElement().asString().contains("Connection fields without 'id': products.");
        assertThat(desk().problems(
                "{ orders { edges { node { id refunds { refundLineItems { edges { node { id } } } } } } } }"))
                .anySatisfy(problem -> assertThat(problem).contains("connection field within a list field"));
        assertThat(desk().problems("{ node(id: \"gid://shopify/Product/1\") { id } }")).hasSize(2).first().asString()
                .contains("top level `node` field");
        assertThat(desk().problems("{ nonsense { id } }")).singleElement().asString()
                .startsWith("query: Invalid bulk query: ").endsWith("(INVALID)");
        assertThat(desk().problems("mutation { productDelete(input: {id: \"1\"}) { deletedProductId } }"))
                .containsExactly("query: Invalid operation type. Only `query` operations are supported. (INVALID)");
        assertThat(desk().problems("")).singleElement().asString().contains("unexpected end of file");
        assertThat(desk().problems("""
                { products { edges { node { id variants { edges { node { id product { id variants { edges { node { id
                  product { id variants { edges { node { id } } } } } } } } } } } } } } }""")).singleElement()
                .asString()
                .contains("nesting depth greater than 2");
    }

    @Test
    void refusesSalesWhereOnlyNodesAreAllowed() {
        String sales = "{ orders { edges { node { id agreements { edges { node { id sales { edges { node { id } } } } } } } } } }";
        assertThat(desk().problems(sales)).isEmpty();

        stores.store().merchant().control("PUT", "/shops/" + stores.store().merchant().shop(),
                "{\"bulk_nodes\": \"node_only\"}");

        assertThat(desk().problems(sales)).first().asString().isEqualTo("query: The parent 'node' field for a nested "
                + "connection must return a type that implements the 'Node' interface. Invalid connections: agreements. "
                + "(INVALID)");
        assertThat(desk().problems(ORDERS)).isEmpty();
    }

    @Test
    void runsFiveAtOnceAndNoMore() {
        mischief("{\"kind\": \"delay\", \"at\": \"bulk\", \"delay\": \"PT1H\", \"times\": 5}");
        List<String> running = IntStream.range(0, 5).mapToObj(number -> desk().start(PRODUCTS)).toList();

        assertThat(desk().problems(PRODUCTS)).singleElement().asString().endsWith("(LIMIT_REACHED)");
        Awaitility.await().until(() -> desk().read(running.getFirst()).path("status").asText().equals("RUNNING"));
        stores.store().merchant().control("POST", "/clock", "{\"advance\": \"PT1H\"}");
        stores.reinstall();
        running.forEach(id -> assertThat(desk().finished(id).path("status").asText()).isEqualTo("COMPLETED"));
        assertThat(desk().problems(PRODUCTS)).isEmpty();
    }

    @Test
    void stopsWhenItIsCancelled() {
        mischief("{\"kind\": \"delay\", \"at\": \"bulk\", \"delay\": \"PT1H\"}");
        String id = desk().start(PRODUCTS);

        assertThat(Store.problems(cancel(id))).isEmpty();
        assertThat(desk().finished(id).path("status").asText()).isEqualTo("CANCELED");
        assertThat(Store.problems(cancel(id)))
                .containsExactly(": A bulk operation cannot be canceled when it is canceled");
        assertThat(Store.problems(cancel("gid://shopify/BulkOperation/1")))
                .containsExactly("id: Bulk operation does not exist");
    }

    @Test
    void failsWithThePartThatWasThere() {
        mischief("{\"kind\": \"fail\", \"operation\": \"products\", \"error_code\": \"TIMEOUT\", \"rows\": 3}");

        JsonNode operation = desk().run(PRODUCTS);

        assertThat(operation.path("status").asText()).isEqualTo("FAILED");
        assertThat(operation.path("errorCode").asText()).isEqualTo("TIMEOUT");
        assertThat(operation.path("url").isNull()).isTrue();
        assertThat(BulkDesk.text(operation.path("partialDataUrl").asText()).lines()).hasSize(3);
    }

    @Test
    void failsWithoutTheScopeThatItsQueryNeeds() {
        JsonNode operation = desk().run("{ customers { edges { node { id } } } }");

        assertThat(operation.path("status").asText()).isEqualTo("FAILED");
        assertThat(operation.path("errorCode").asText()).isEqualTo("ACCESS_DENIED");
        assertThat(operation.path("partialDataUrl").isNull()).isTrue();
    }

    @Test
    void itsFileCanBeFetchedInPartsForSevenDays() {
        JsonNode operation = desk().run(PRODUCTS);
        String url = operation.path("url").asText();
        String whole = BulkDesk.text(url);

        var part = BulkDesk.get(url, "Range", "bytes=10-19");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(new String(part.body(), StandardCharsets.UTF_8)).isEqualTo(whole.substring(10, 20));
        stores.store().merchant().control("POST", "/clock", "{\"advance\": \"P7D\"}");
        stores.reinstall();
        assertThat(BulkDesk.get(url).statusCode()).isEqualTo(404);
        assertThat(desk().read(operation.path("id").asText()).path("status").asText()).isEqualTo("EXPIRED");
    }

    @Test
    void itsFileMayBeTruncatedCutOrGone() {
        mischief("{\"kind\": \"truncate\"}");
        JsonNode truncated = desk().run(PRODUCTS);
        String text = BulkDesk.text(truncated.path("url").asText());
        assertThat(text.length()).isLessThan(truncated.path("fileSize").asInt());
        assertThat(text).doesNotEndWith("\n");

        JsonNode whole = desk().run(PRODUCTS);
        mischief("{\"kind\": \"cut\", \"at\": \"download\"}");
        assertThatThrownBy(() -> BulkDesk.get(whole.path("url").asText())).isInstanceOf(UncheckedIOException.class);
        assertThat(BulkDesk.lines(whole)).hasSize(whole.path("objectCount").asInt());

        mischief("{\"kind\": \"expire\"}");
        assertThat(desk().run(PRODUCTS).path("status").asText()).isEqualTo("EXPIRED");
    }

    @Test
    void canBeListedAndIsTheCurrentOne() {
        String first = desk().start(PRODUCTS);
        desk().finished(first);
        String second = desk().start(ORDERS);
        desk().finished(second);

        JsonNode listed = stores.store()
                .data("""
                        { bulkOperations(first: 10, query: "status:completed operation_type:query", reverse: true) { nodes { id } }
                          none: bulkOperations(first: 10, query: "status:running") { nodes { id } }
                          currentBulkOperation { id } mutation: currentBulkOperation(type: MUTATION) { id } }""");

        assertThat(listed.path("bulkOperations").findValuesAsText("id")).containsExactly(second, first);
        assertThat(listed.at("/none/nodes")).isEmpty();
        assertThat(listed.at("/currentBulkOperation/id").asText()).isEqualTo(second);
        assertThat(listed.path("mutation").isNull()).isTrue();
    }

    @Test
    void tellsSubscribersThatItIsOver() {
        try (var receiver = new Receiver()) {
            stores.store().data("""
                    mutation Hook($uri: String!) { webhookSubscriptionCreate(topic: BULK_OPERATIONS_FINISH,
                      webhookSubscription: {uri: $uri}) { userErrors { message } } }""",
                    Map.of("uri", receiver.uri("/hook")));
            String id = desk().start(PRODUCTS);

            JsonNode told = receiver.await("bulk_operations/finish").json();

            assertThat(told.path("admin_graphql_api_id").asText()).isEqualTo(id);
            assertThat(told.path("status").asText()).isEqualTo("completed");
            assertThat(told.path("type").asText()).isEqualTo("query");
            assertThat(told.path("error_code").isNull()).isTrue();
            assertThat(told.has("url")).isFalse();
        }
    }

    private BulkDesk desk() {
        return new BulkDesk(stores.store());
    }

    private JsonNode cancel(String id) {
        return stores.store().data("""
                mutation Cancel($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { id status }
                  userErrors { field message } } }""", Map.of("id", id));
    }

    private void mischief(String body) {
        assertThat(stores.store().merchant().control("POST", "/mischief", body).statusCode()).isEqualTo(200);
    }
}
