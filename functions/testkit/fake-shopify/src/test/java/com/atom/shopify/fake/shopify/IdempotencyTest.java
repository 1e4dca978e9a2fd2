package com.atom.shopify.fake.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a key is worth when answers are lost, late, or asked for twice.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest {
    private static final String ADJUST = """
            mutation Adjust($input: InventoryAdjustQuantitiesInput!, $key: String!) {
              inventoryAdjustQuantities(input: $input) @idempotent(key: $key) {
                inventoryAdjustmentGroup { id } userErrors { field message code } } }""";
    private static final String KEYLESS = ADJUST.replace(", $key: String!", "").replace(" @idempotent(key: $key)", "");

    @RegisterExtension
    final FreshStores fresh = new FreshStores("keys",
            "write_products,write_inventory,read_locations");

    @Test
    void aLostAnswerIsGivenAgainForTheSameKey() {
        int before = available();
        Map<String, Object> variables = variables("a", change());
        order("{\"kind\":\"cut\",\"when\":\"after\",\"operation\":\"Adjust\"}");

        assertThatThrownBy(() -> send(variables)).isInstanceOf(UncheckedIOException.class);
        JsonNode again = fresh.store().data(ADJUST, variables);

        assertThat(Store.problems(again)).isEmpty();
        assertThat(again.at("/inventoryAdjustQuantities/inventoryAdjustmentGroup/id").asText()).isNotEmpty();
        assertThat(available()).isEqualTo(before + 2);
    }

    @Test
    void aKeyIsInUseUntilItsRequestIsAnswered() {
        int before = available();
        Map<String, Object> variables = variables("b", change());
        order("{\"kind\":\"stall\",\"when\":\"after\",\"delay\":\"PT3S\",\"operation\":\"Adjust\"}");

        var slow = CompletableFuture.supplyAsync(() -> send(variables));
        waitUntil(before + 2);
        JsonNode meanwhile = fresh.store().data(ADJUST, variables);
        JsonNode first = Merchant.body(slow.join()).path("data");
        JsonNode afterwards = fresh.store().data(ADJUST, variables);

        assertThat(Store.problems(meanwhile)).singleElement().asString().endsWith("(IDEMPOTENCY_CONCURRENT_REQUEST)");
        assertThat(Store.problems(first)).isEmpty();
        assertThat(afterwards).isEqualTo(first);
        assertThat(available()).isEqualTo(before + 2);
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        int before = available();
        Map<String, Object> variables = variables("c", change());
        fresh.store().data(ADJUST, variables);

        fresh.store().merchant().control("POST", "/clock", "{\"advance\":\"PT25H\"}");
        fresh.reinstall();
        fresh.store().data(ADJUST, variables);

        assertThat(available()).isEqualTo(before + 4);
    }

    @Test
    void theOrderOfFieldsCounts() {
        var turned = new LinkedHashMap<String, @Nullable Object>();
        change().entrySet().stream().toList().reversed().forEach(entry -> turned.put(entry.getKey(), entry.getValue()));
        fresh.store().data(ADJUST, variables("d", change()));

        assertThat(Store.problems(fresh.store().data(ADJUST, variables("d", turned)))).singleElement().asString()
                .endsWith("(IDEMPOTENCY_KEY_PARAMETER_MISMATCH)");
    }

    @Test
    void theOldestVersionDoesWithoutADirective() {
        int before = available();
        Map<String, Object> variables = Map.of("input", input(change()));

        JsonNode demanded = fresh.store().ask(KEYLESS, variables);
        JsonNode old = Merchant
                .body(fresh.store().merchant().graphql("2026-01", fresh.store().token(), KEYLESS, variables));

        assertThat(demanded.at("/errors/0/message").asText())
                .isEqualTo("The @idempotent directive is required for this mutation but was not provided.");
        assertThat(demanded.at("/errors/0/extensions/code").asText()).isEqualTo("BAD_REQUEST");
        assertThat(Store.problems(old.path("data"))).isEmpty();
        assertThat(available()).isEqualTo(before + 2);
    }

    private void order(String mischief) {
        assertThat(fresh.store().merchant().control("POST", "/mischief", mischief).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> send(Map<String, Object> variables) {
        return fresh.store().merchant().graphql(fresh.store().token(), ADJUST, variables);
    }

    private void waitUntil(int available) {
        for (int attempt = 0; attempt < 100 && available() != available; attempt++) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    private JsonNode item() {
        return fresh.store()
                .data("{ inventoryItems(first: 1) { nodes { id inventoryLevels(first: 1) { nodes { location { id } "
                        + "quantities(names: [\"available\"]) { quantity } } } } } }")
                .at("/inventoryItems/nodes/0");
    }

    private int available() {
        return item().at("/inventoryLevels/nodes/0/quantities/0/quantity").asInt();
    }

    private Map<String, @Nullable Object> change() {
        JsonNode item = item();
        var change = new LinkedHashMap<String, @Nullable Object>();
        change.put("inventoryItemId", item.path("id").asText());
        change.put("locationId", item.at("/inventoryLevels/nodes/0/location/id").asText());
        change.put("delta", 2);
        change.put("changeFromQuantity", null);
        return change;
    }

    private static Map<String, Object> variables(String key, Map<String, ?> change) {
        return Map.of("key", UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString(),
                "input", input(change));
    }

    private static Map<String, Object> input(Map<String, ?> change) {
        var input = new LinkedHashMap<String, Object>();
        input.put("name", "available");
        input.put("reason", "correction");
        input.put("changes", List.of(change));
        return input;
    }
}
