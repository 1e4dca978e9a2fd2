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

/// Locations, levels, their changes, and keys that make a change happen once.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StockTest {
    private static final String ADJUST = """
            mutation Adjust($input: InventoryAdjustQuantitiesInput!, $key: String!) {
              inventoryAdjustQuantities(input: $input) @idempotent(key: $key) {
                inventoryAdjustmentGroup { id reason changes { name delta quantityAfterChange item { id } location { id } } }
                userErrors { field message code } } }""";
    private static final String SET = """
            mutation Set($input: InventorySetQuantitiesInput!, $key: String!) {
              inventorySetQuantities(input: $input) @idempotent(key: $key) {
                inventoryAdjustmentGroup { id changes { name delta } } userErrors { field message code } } }""";

    @RegisterExtension
    final FreshStores fresh = new FreshStores("stock",
            "write_products,write_inventory,read_locations,write_orders");

    @Test
    void whatAShopHadFromTheStartLiesAtTwoLocations() {
        var levels = item().path("inventoryLevels").path("nodes");

        assertThat(levels).hasSize(2);
        assertThat(levels).allSatisfy(level -> assertThat(quantity(level, "on_hand"))
                .isEqualTo(quantity(level, "available")));
        assertThat(levels.findValuesAsText("name")).contains("Shop location", "Warehouse");
        var variant = fresh.store().data("{ productVariants(first: 1) { nodes { inventoryQuantity } } }")
                .at("/productVariants/nodes/0/inventoryQuantity").asInt();
        assertThat(quantity(levels.get(0), "available") + quantity(levels.get(1), "available")).isEqualTo(variant);
    }

    @Test
    void aLocationShowsWhatLiesThere() {
        var locations = fresh.store().data("""
                { locations(first: 5, includeInactive: true) { nodes { id name isActive
                    inventoryLevels(first: 3) { nodes { item { sku } } } } } locationsCount { count } }""");

        assertThat(locations.path("locations").path("nodes")).hasSize(3);
        assertThat(locations.at("/locationsCount/count").asInt()).isEqualTo(2);
        assertThat(locations.at("/locations/nodes/0/inventoryLevels/nodes")).isEmpty();
        assertThat(locations.at("/locations/nodes/1/inventoryLevels/nodes")).hasSize(3);
    }

    @Test
    void anAdjustmentMovesAvailableAndOnHandTogether() {
        var level = item().at("/inventoryLevels/nodes/1");
        var before = quantity(level, "available");

        var made = adjust(UUID.randomUUID(), List.of(change(level, "delta", 5, null)));

        assertThat(Store.problems(made)).isEmpty();
        assertThat(made.at("/inventoryAdjustQuantities/inventoryAdjustmentGroup/changes").findValuesAsText("name"))
                .containsExactly("available", "on_hand");
        assertThat(made.at("/inventoryAdjustQuantities/inventoryAdjustmentGroup/changes/0/quantityAfterChange").asInt())
                .isEqualTo(before + 5);
        assertThat(quantity(item().at("/inventoryLevels/nodes/1"), "available")).isEqualTo(before + 5);
    }

    @Test
    void aStaleExpectationChangesNothingAtAll() {
        var levels = item().path("inventoryLevels").path("nodes");
        var first = quantity(levels.get(0), "available");

        var refused = adjust(UUID.randomUUID(), List.of(change(levels.get(0), "delta", 1, first),
                change(levels.get(1), "delta", 1, 99_999)));

        assertThat(Store.problems(refused)).containsExactly("input.changes.1.changeFromQuantity: "
                + "The changeFromQuantity value does not match persisted value. (CHANGE_FROM_QUANTITY_STALE)");
        assertThat(quantity(item().at("/inventoryLevels/nodes/0"), "available")).isEqualTo(first);
    }

    @Test
    void theExpectationMustBeThereEvenIfItIsNull() {
        var change = change(item().at("/inventoryLevels/nodes/0"), "delta", 1, null);
        change.remove("changeFromQuantity");

        var body = fresh.store().ask(ADJUST, variables("changes", UUID.randomUUID(), "correction", List.of(change)));

        assertThat(body.at("/errors/0/message").asText()).contains("changeFromQuantity");
    }

    @Test
    void aKeyMakesAChangeHappenOnce() {
        var level = item().at("/inventoryLevels/nodes/0");
        var before = quantity(level, "available");
        var key = UUID.randomUUID();

        var first = adjust(key, List.of(change(level, "delta", 2, null)));
        var again = adjust(key, List.of(change(level, "delta", 2, null)));
        var other = adjust(key, List.of(change(level, "delta", 3, null)));

        assertThat(again).isEqualTo(first);
        assertThat(Store.problems(other)).singleElement().asString().contains("IDEMPOTENCY_KEY_PARAMETER_MISMATCH");
        assertThat(quantity(item().at("/inventoryLevels/nodes/0"), "available")).isEqualTo(before + 2);
    }

    @Test
    void aKeyWhoseAttemptFailedIsOfNoMoreUse() {
        var level = item().at("/inventoryLevels/nodes/0");
        var key = UUID.randomUUID();
        adjust(key, List.of(change(level, "delta", 2, 99_999)));

        assertThat(Store.problems(adjust(key, List.of(change(level, "delta", 2, 99_999))))).singleElement().asString()
                .contains("IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED");
    }

    @Test
    void theDirectiveIsDemandedWhereShopifyDemandsItAndNowhereElse() {
        var without = fresh.store().ask(ADJUST.replace(" @idempotent(key: $key)", "").replace(", $key: String!", ""),
                Map.of("input", Map.of("name", "available", "reason", "correction", "changes", List.of())));
        var elsewhere = fresh.store().ask("mutation { productCreate(product: {title: \"x\"}) @idempotent(key: \"k\") "
                + "{ userErrors { message } } }");

        assertThat(without.at("/errors/0/message").asText()).contains("@idempotent directive is required");
        assertThat(elsewhere.at("/errors/0/message").asText()).contains("not supported");
    }

    @Test
    void settingSaysWhatIsThereAfterwards() {
        var level = item().at("/inventoryLevels/nodes/1");

        var set = fresh.store().data(SET, variables("quantities", UUID.randomUUID(), "cycle_count_available",
                List.of(change(level, "quantity", 42, null))));
        var tooMany = fresh.store().data(SET, variables("quantities", UUID.randomUUID(), "correction",
                List.of(change(level, "quantity", 1_000_000_001, null))));

        assertThat(Store.problems(set)).isEmpty();
        assertThat(quantity(item().at("/inventoryLevels/nodes/1"), "available")).isEqualTo(42);
        assertThat(Store.problems(tooMany)).singleElement().asString().contains("INVALID_QUANTITY_TOO_HIGH");
    }

    @Test
    void nonsenseIsRefusedWhereItStands() {
        var level = item().at("/inventoryLevels/nodes/0");
        var lost = change(level, "delta", 1, null);
        lost.put("inventoryItemId", "gid://shopify/InventoryItem/1");
        var nowhere = change(level, "delta", 1, null);
        nowhere.put("locationId", "gid://shopify/Location/1");

        var refused = fresh.store().data(ADJUST,
                variables("changes", UUID.randomUUID(), "because", List.of(lost, nowhere)));

        assertThat(Store.problems(refused)).extracting(problem -> problem.substring(problem.indexOf('(')))
                .containsExactly("(INVALID_REASON)", "(INVALID_INVENTORY_ITEM)", "(INVALID_LOCATION)");
    }

    @Test
    void anItemIsStockedSomewhereElseAndNoMore() {
        var created = fresh.store()
                .data("mutation { productCreate(product: {title: \"New\"}) { product { variants(first: 1) "
                        + "{ nodes { inventoryItem { id inventoryLevels(first: 3) { nodes { id } } } } } } userErrors { message } } }")
                .at("/productCreate/product/variants/nodes/0/inventoryItem");
        var levels = created.at("/inventoryLevels/nodes");
        assertThat(levels).hasSize(2);
        var off = "mutation Off($level: ID!) { inventoryDeactivate(inventoryLevelId: $level) { userErrors { message } } }";
        assertThat(Store.problems(fresh.store().data(off, Map.of("level", levels.at("/1/id").asText())))).isEmpty();
        assertThat(Store.problems(fresh.store().data(off, Map.of("level", levels.at("/0/id").asText())))).hasSize(1);
        var warehouse = fresh.store().data("{ locations(first: 5) { nodes { id name } } }").at("/locations/nodes/1/id")
                .asText();

        var activated = fresh.store().data("""
                mutation Activate($item: ID!, $location: ID!) {
                  inventoryActivate(inventoryItemId: $item, locationId: $location, available: 7) @idempotent(key: "a") {
                    inventoryLevel { id quantities(names: ["available"]) { quantity } } userErrors { message } } }""",
                Map.of("item", created.path("id").asText(), "location", warehouse))
                .at("/inventoryActivate/inventoryLevel");
        assertThat(activated.at("/quantities/0/quantity").asInt()).isEqualTo(7);

        assertThat(fresh.store()
                .data("query Item($id: ID!) { inventoryItem(id: $id) { inventoryLevels(first: 3) { nodes { id } } } }",
                        Map.of("id", created.path("id").asText()))
                .at("/inventoryItem/inventoryLevels/nodes")).hasSize(2);
    }

    private JsonNode item() {
        return fresh.store().data("""
                { inventoryItems(first: 1) { nodes { id sku inventoryLevels(first: 5) { nodes {
                    location { id name } item { id }
                    quantities(names: ["available", "on_hand", "committed"]) { name quantity } } } } } }""")
                .at("/inventoryItems/nodes/0");
    }

    private static int quantity(JsonNode level, String name) {
        for (var quantity : level.path("quantities")) {
            if (quantity.path("name").asText().equals(name)) {
                return quantity.path("quantity").asInt();
            }
        }
        throw new AssertionError("no " + name);
    }

    private JsonNode adjust(UUID key, List<Map<String, @Nullable Object>> changes) {
        return fresh.store().data(ADJUST, variables("changes", key, "correction", changes));
    }

    private static Map<String, Object> variables(String list, UUID key, String reason, List<?> changes) {
        return Map.of("key", key.toString(), "input", Map.of("name", "available", "reason", reason, list, changes));
    }

    private static Map<String, @Nullable Object> change(JsonNode level, String number, int value,
            @Nullable Integer expected) {
        var change = new HashMap<String, @Nullable Object>();
        change.put("inventoryItemId", level.at("/item/id").asText());
        change.put("locationId", level.at("/location/id").asText());
        change.put(number, value);
        change.put("changeFromQuantity", expected);
        return change;
    }
}
