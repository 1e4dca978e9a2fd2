package com.atom.shopify.fake.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Stock in other states than available, stock records, and what is found by its id alone.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StockMovesTest {
    private static final String MOVE = """
            mutation Move($input: InventoryMoveQuantitiesInput!, $key: String!) {
              inventoryMoveQuantities(input: $input) @idempotent(key: $key) {
                inventoryAdjustmentGroup { changes { name delta quantityAfterChange ledgerDocumentUri } }
                userErrors { field message code } } }""";
    private static final String ADJUST = """
            mutation Adjust($input: InventoryAdjustQuantitiesInput!, $key: String!) {
              inventoryAdjustQuantities(input: $input) @idempotent(key: $key) {
                inventoryAdjustmentGroup { changes { name delta } } userErrors { field message code } } }""";
    private static final String ITEM = """
            query Items { inventoryItems(first: 1) { nodes { id sku tracked unitCost { amount } inventoryLevels(first: 5) {
              nodes { id location { id } quantities(names: ["available", "on_hand", "damaged", "incoming"]) { name quantity } } } } } }""";

    @RegisterExtension
    final FreshStores fresh = new FreshStores("moves",
            "write_products,write_inventory,read_locations,write_customers,write_orders");

    @Test
    void whatIsDamagedIsStillOnHand() {
        JsonNode before = level();

        JsonNode moved = move(end("available", null), end("damaged", "app://damage/1"), 3);

        assertThat(Store.problems(moved)).isEmpty();
        assertThat(moved.at("/inventoryMoveQuantities/inventoryAdjustmentGroup/changes").findValuesAsText("delta"))
                .containsExactly("-3", "3");
        assertThat(quantity(level(), "available")).isEqualTo(quantity(before, "available") - 3);
        assertThat(quantity(level(), "damaged")).isEqualTo(3);
        assertThat(quantity(level(), "on_hand")).isEqualTo(quantity(before, "on_hand"));
    }

    @Test
    void aMoveNeedsTwoStatesOfOnePlaceAndTheirDocuments() {
        var elsewhere = end("damaged", "app://damage/1");
        elsewhere.put("locationId", item().at("/inventoryLevels/nodes/1/location/id").asText());

        assertThat(codes(move(end("available", null), end("available", null), 1)))
                .containsExactly("SAME_QUANTITY_NAME");
        assertThat(codes(move(end("available", null), elsewhere, 1))).containsExactly("DIFFERENT_LOCATIONS");
        assertThat(codes(move(end("available", null), end("damaged", null), 1)))
                .containsExactly("INVALID_QUANTITY_DOCUMENT");
        assertThat(codes(move(end("available", "app://no"), end("damaged", "app://damage/1"), 1)))
                .containsExactly("INVALID_AVAILABLE_DOCUMENT");
        assertThat(codes(move(end("on_hand", "app://no"), end("damaged", "app://damage/1"), 1)))
                .containsExactly("INVALID_QUANTITY_NAME");
        assertThat(codes(move(end("available", null), end("damaged", "app://damage/1"), -1)))
                .containsExactly("INVALID_QUANTITY_NEGATIVE");
        assertThat(quantity(level(), "damaged")).isZero();
    }

    @Test
    void aStaleExpectationMovesNothing() {
        var from = end("available", null);
        from.put("changeFromQuantity", 99_999);

        assertThat(codes(move(from, end("damaged", "app://damage/1"), 1)))
                .containsExactly("CHANGE_FROM_QUANTITY_STALE");
        assertThat(quantity(level(), "damaged")).isZero();
    }

    @Test
    void whatIsOnItsWayIsNotOnHandAndWhatIsOnHandIsNotAdjusted() {
        JsonNode before = level();

        JsonNode incoming = adjust("incoming", "app://purchase/1", 5);

        assertThat(incoming.at("/inventoryAdjustQuantities/inventoryAdjustmentGroup/changes").findValuesAsText("name"))
                .containsExactly("incoming");
        assertThat(quantity(level(), "incoming")).isEqualTo(5);
        assertThat(quantity(level(), "on_hand")).isEqualTo(quantity(before, "on_hand"));
        assertThat(codes(adjust("on_hand", null, 5))).containsExactly("INVALID_QUANTITY_NAME");
        assertThat(codes(adjust("damaged", null, 5))).containsExactly("INVALID_QUANTITY_DOCUMENT");
        assertThat(codes(adjust("available", null, 2_000_000_001))).containsExactly("INVALID_QUANTITY_TOO_HIGH");
        assertThat(codes(adjust("available", null, 1_500_000_000))).isEmpty();
    }

    @Test
    void aStockRecordIsChangedForItsVariant() {
        String id = item().path("id").asText();
        String update = """
                mutation Update($id: ID!, $input: InventoryItemInput!) { inventoryItemUpdate(id: $id, input: $input) {
                    inventoryItem { id sku tracked unitCost { amount } variants(first: 1) { nodes { sku } } } userErrors { field message } } }""";

        JsonNode changed = fresh.store().data(update,
                Map.of("id", id, "input", Map.of("sku", "NEW-1", "cost", "3.5", "tracked", false)))
                .at("/inventoryItemUpdate/inventoryItem");

        assertThat(changed.at("/unitCost/amount").asText()).isEqualTo("3.5");
        assertThat(changed.at("/variants/nodes/0/sku").asText()).isEqualTo("NEW-1");
        assertThat(item().path("tracked").asBoolean()).isFalse();
        assertThat(Store.problems(fresh.store().data(update, Map.of("id", id, "input", Map.of("cost", "-1")))))
                .containsExactly("input.cost: Cost must be greater than or equal to 0");
        assertThat(Store.problems(fresh.store().data(update,
                Map.of("id", "gid://shopify/InventoryItem/1", "input", Map.of("sku", "x"))))).hasSize(1);
    }

    @Test
    void findsByIdAloneWhateverTheTypeIs() {
        String location = level().at("/location/id").asText();
        String customer = fresh.store().data("{ customers(first: 1) { nodes { id } } }").at("/customers/nodes/0/id")
                .asText();
        List<String> ids = List.of(item().path("id").asText(), level().path("id").asText(), location, customer,
                "gid://shopify/Location/1");

        JsonNode nodes = fresh.store().data("query Nodes($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }",
                Map.of("ids", ids)).path("nodes");

        assertThat(nodes.findValuesAsText("__typename")).containsExactly("InventoryItem", "InventoryLevel", "Location",
                "Customer");
        assertThat(nodes.findValuesAsText("id")).isEqualTo(ids.subList(0, 4));
        assertThat(nodes.get(4).isNull()).isTrue();
        fresh.store().merchant().control("PUT", "/shops/" + fresh.store().merchant().shop(),
                "{\"customer_data\": \"none\"}");
        JsonNode withheld = fresh.store().ask("query Node($id: ID!) { node(id: $id) { id } }", Map.of("id", customer));
        assertThat(withheld.at("/data/node").isNull()).isTrue();
        assertThat(withheld.at("/errors/0/message").asText()).contains("not approved to access the Customer object");
    }

    @Test
    void searchesLocationsAndCountsAsFarAsAsked() {
        JsonNode found = fresh.store().data("""
                { active: locations(first: 5, includeInactive: true, query: "active:false") { nodes { name } }
                  named: locations(first: 5, query: "name:warehouse") { nodes { name } }
                  locationsCount(limit: 1) { count precision } customersCount(limit: 1) { count precision } }""");

        assertThat(found.path("active").findValuesAsText("name")).containsExactly("Closed branch");
        assertThat(found.path("named").findValuesAsText("name")).containsExactly("Warehouse");
        assertThat(found.findValuesAsText("precision")).containsExactly("AT_LEAST", "AT_LEAST");
    }

    private JsonNode item() {
        return fresh.store().data(ITEM).at("/inventoryItems/nodes/0");
    }

    private JsonNode level() {
        return item().at("/inventoryLevels/nodes/0");
    }

    private Map<String, @Nullable Object> end(String name, @Nullable String ledger) {
        var end = new HashMap<String, @Nullable Object>();
        end.put("locationId", level().at("/location/id").asText());
        end.put("name", name);
        end.put("changeFromQuantity", null);
        if (ledger != null) {
            end.put("ledgerDocumentUri", ledger);
        }
        return end;
    }

    private JsonNode move(Map<String, ?> from, Map<String, ?> to, int quantity) {
        return fresh.store().data(MOVE, Map.of("key", UUID.randomUUID().toString(), "input",
                Map.of("reason", "damaged", "referenceDocumentUri", "app://moves/1", "changes",
                        List.of(Map.of("inventoryItemId", item().path("id").asText(), "quantity", quantity, "from",
                                from, "to", to)))));
    }

    private JsonNode adjust(String name, @Nullable String ledger, int delta) {
        var change = end(name, ledger);
        change.remove("name");
        change.put("inventoryItemId", item().path("id").asText());
        change.put("delta", delta);
        return fresh.store().data(ADJUST, Map.of("key", UUID.randomUUID().toString(), "input",
                Map.of("name", name, "reason", "received", "changes", List.of(change))));
    }

    private static List<String> codes(JsonNode data) {
        return data.findValuesAsText("code");
    }

    private static int quantity(JsonNode level, String name) {
        for (JsonNode quantity : level.path("quantities")) {
            if (quantity.path("name").asText().equals(name)) {
                return quantity.path("quantity").asInt();
            }
        }
        throw new AssertionError("no " + name);
    }
}
