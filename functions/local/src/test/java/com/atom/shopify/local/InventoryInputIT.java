package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wrong by itself is told without a store.
class InventoryInputIT {
    private static final String INVENTORY = "/api/shopify/enhanced/inventory";
    private static final String ADJUSTMENTS = INVENTORY + "/adjustments";

    private final Client client = Client.ofNewUser();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            limit=0 | limit:min
            limit=251 | limit:max
            location_id=x | location_id:format
            location_id=gid://shopify/Product/1 | location_id:wrong-type
            inventory_item_ids=1,x,,2 | inventory_item_ids[1]:format inventory_item_ids[2]:format
            inventory_item_ids= | inventory_item_ids[0]:format
            sku= | sku:not-blank
            query=shirt | query:unknown
            updated_at_min=2026-01-01T00:00:00Z | updated_at_min:unknown
            """)
    void aListThatMakesNoSenseIsRefused(String query, String problems) {
        assertThat(client.get(INVENTORY + "?" + query).error()).isEqualTo("400 request.invalid " + problems);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {} | changes:required mode:required reason:required
            {"mode":"add","reason":"luck","changes":[]} | mode:choice reason:choice changes:size
            {"mode":"adjust","reason":"correction","changes":[{@}]} | changes[0].delta:required
            {"mode":"set","reason":"correction","changes":[{@}]} | changes[0].quantity:required
            {"mode":"adjust","reason":"correction","changes":[{@,"delta":1,"quantity":1}]} | changes[0].quantity:unknown
            {"mode":"set","reason":"correction","changes":[{@,"delta":1,"quantity":1}]} | changes[0].delta:unknown
            {"mode":"adjust","reason":"correction","changes":[{@,"delta":0}]} | changes[0].delta:zero
            {"mode":"adjust","reason":"correction","name":"on_hand","changes":[{@,"delta":1}]} | name:choice
            {"mode":"set","reason":"correction","name":"committed","changes":[{@,"quantity":1}]} | name:choice
            {"mode":"adjust","reason":"correction","changes":[{@,"delta":2147483648}]} | changes[0].delta:type
            {"mode":"adjust","reason":"correction","changes":[{@,"delta":1000000001}]} | changes[0].delta:max
            {"mode":"set","reason":"correction","changes":[{@,"quantity":-1000000001}]} | changes[0].quantity:min
            {"mode":"set","reason":"correction","changes":[{@,"quantity":1.5}]} | changes[0].quantity:type
            {"mode":"set","reason":"correction","changes":[{@,"quantity":"1"}]} | changes[0].quantity:type
            {"mode":"set","reason":"correction","changes":[{@,"quantity":1,"change_from_quantity":-2147483648}]} | changes[0].change_from_quantity:range
            {"mode":"set","reason":"correction","changes":[{@,"quantity":1},{@,"quantity":2}]} | changes[1]:duplicate
            {"mode":"set","reason":"correction","changes":[{"inventory_item_id":"x","location_id":"gid://shopify/Product/1","quantity":1}]} | changes[0].inventory_item_id:format changes[0].location_id:wrong-type
            {"mode":"set","reason":"correction","reference_document_uri":"none","changes":[{@,"quantity":1}]} | reference_document_uri:pattern
            {"mode":"set","reason":"correction","changes":[{@,"quantity":1,"qty":1}]} | changes[0].qty:unknown
            """)
    void anAdjustmentThatMakesNoSenseIsRefused(String body, String problems) {
        var whole = body.replace("@", "\"inventory_item_id\":\"9007199254740993\",\"location_id\":\"1\"");

        var refused = client.post(ADJUSTMENTS, whole).error();

        assertThat(List.of(refused.split(" ")))
                .containsExactlyInAnyOrder(("400 request.invalid " + problems).split(" "));
    }
}
