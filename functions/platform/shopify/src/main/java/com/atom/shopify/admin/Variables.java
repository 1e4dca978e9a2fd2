package com.atom.shopify.admin;

import io.micronaut.json.tree.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Variables as JSON, the same way whatever the serializer is set to: nulls and empty lists are kept, numbers are exact, and
/// names are in order, because Shopify counts the order of an input when it compares repeated idempotent calls.
public final class Variables {
    private Variables() {}

    /// @throws IllegalArgumentException for a value that is none of GraphQL's; a floating point number is none
    public static JsonNode json(@Nullable Object value) {
        return switch (value) {
            case null -> JsonNode.nullNode();
            case String text -> JsonNode.createStringNode(text);
            case Enum<?> constant -> JsonNode.createStringNode(constant.name());
            case Boolean truth -> JsonNode.createBooleanNode(truth);
            case Integer number -> JsonNode.createNumberNode(number);
            case Long number -> JsonNode.createNumberNode(number);
            case BigInteger number -> JsonNode.createNumberNode(number);
            case BigDecimal number -> JsonNode.createNumberNode(number);
            case Map<?, ?> object -> object(object);
            case Iterable<?> list -> array(list);
            default -> throw new IllegalArgumentException("not a variable: " + value.getClass().getName());
        };
    }

    private static JsonNode object(Map<?, ?> object) {
        var fields = new TreeMap<String, JsonNode>();
        object.forEach((name, value) -> fields.put(String.valueOf(name), json(value)));
        return JsonNode.createObjectNode(fields);
    }

    private static JsonNode array(Iterable<?> list) {
        var items = new ArrayList<JsonNode>();
        list.forEach(item -> items.add(json(item)));
        return JsonNode.createArrayNode(items);
    }
}
