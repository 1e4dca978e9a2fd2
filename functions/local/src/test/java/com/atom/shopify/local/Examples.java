package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Values that a schema allows, and values that it refuses.
final class Examples {
    private static final JsonNodeFactory JSON = Client.JSON.getNodeFactory();
    private static final List<String> TEXTS = List.of("x", "1", "10.00", "USD", "US", "2026-01-02",
            "2026-01-02T03:04:05Z", "someone@example.com", "https://example.com/", "example.myshopify.com",
            "+15555550100", "en", "orders/create", "parked");

    private final ApiDescription api;

    Examples(ApiDescription api) {
        this.api = api;
    }

    /// A value that has something wrong, where, and what.
    record Broken(String path, String what, JsonNode whole) {}

    /// An allowed value; objects hold what they must, or all that they may.
    JsonNode of(JsonNode reference, boolean full) {
        var schema = api.resolved(reference);
        if (schema.has("examples")) {
            return schema.at("/examples/0");
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.has("enum")) {
            return schema.at("/enum/0");
        }
        if (schema.has("anyOf")) {
            return of(schema.at("/anyOf/0"), full);
        }
        if (schema.isEmpty()) {
            return JSON.textNode("anything");
        }
        return switch (type(schema)) {
            case "object" -> object(schema, full);
            case "array" -> {
                var array = JSON.arrayNode();
                IntStream.range(0, Math.max(1, schema.path("minItems").asInt()))
                        .forEach(_ -> array.add(of(schema.path("items"), full)));
                yield array;
            }
            case "integer", "number" -> JSON.numberNode(Math.max(1, schema.path("minimum").asInt(1)));
            case "boolean" -> JSON.booleanNode(true);
            case "string" -> TEXTS.stream().map(JSON::textNode).filter(text -> api.allows(reference, text)).findFirst()
                    .orElseThrow(() -> new AssertionError("none of the texts is an example of " + schema));
            default -> throw new AssertionError("no example of " + schema);
        };
    }

    private ObjectNode object(JsonNode schema, boolean full) {
        var object = JSON.objectNode();
        schema.path("properties").properties().stream()
                .filter(property -> full || isRequired(schema, property.getKey()))
                .forEach(property -> object.set(property.getKey(), of(property.getValue(), full)));
        return object;
    }

    /// Allowed bodies: with as little as possible, with everything, and with each field of the body alone.
    List<JsonNode> bodies(JsonNode reference) {
        var bodies = new ArrayList<JsonNode>();
        bodies.add(of(reference, false));
        bodies.add(of(reference, true));
        api.resolved(reference).path("properties").properties().forEach(property -> {
            for (var full : List.of(false, true)) {
                var body = (ObjectNode) of(reference, false);
                body.set(property.getKey(), of(property.getValue(), full));
                bodies.add(body);
            }
        });
        return bodies.stream().distinct().toList();
    }

    /// Everything that can be wrong with a value of a schema, one thing at a time, however deep.
    List<Broken> broken(JsonNode schema) {
        var all = new ArrayList<Broken>();
        collect(schema, "", value -> value, all);
        assertThat(all).allSatisfy(each -> assertThat(api.allows(schema, each.whole())).as("%s", each).isFalse());
        return all;
    }

    private void collect(JsonNode reference, String path, UnaryOperator<JsonNode> whole, List<Broken> all) {
        var some = api.resolved(reference);
        var schema = some.has("anyOf") ? api.resolved(some.at("/anyOf/0")) : some;
        wrong(schema, reference).forEach(wrong -> all.add(new Broken(path, wrong.what(), whole.apply(wrong.value()))));
        if (type(schema).equals("array")) {
            collect(schema.path("items"), path + "[0]", item -> whole.apply(JSON.arrayNode().add(item)), all);
        }
        if (type(schema).equals("object")) {
            collectParts(schema, path, whole, all);
        }
    }

    private void collectParts(JsonNode schema, String path, UnaryOperator<JsonNode> whole, List<Broken> all) {
        var inside = path.isEmpty() ? "" : path + ".";
        if (schema.path("additionalProperties").isBoolean()) {
            all.add(new Broken(inside + "unheard_of", "unknown field",
                    whole.apply(object(schema, false).put("unheard_of", 1))));
        }
        if (schema.path("additionalProperties").isObject()) {
            collect(schema.path("additionalProperties"), inside + "any",
                    value -> whole.apply(JSON.objectNode().set("any", value)), all);
        }
        schema.path("properties").properties().forEach(property -> {
            if (isRequired(schema, property.getKey())) {
                var without = object(schema, false);
                without.remove(property.getKey());
                all.add(new Broken(inside + property.getKey(), "missing", whole.apply(without)));
            }
            collect(property.getValue(), inside + property.getKey(),
                    value -> whole.apply(object(schema, false).set(property.getKey(), value)), all);
        });
    }

    private record Wrong(String what, JsonNode value) {}

    private List<Wrong> wrong(JsonNode schema, JsonNode reference) {
        var wrong = new ArrayList<Wrong>();
        wrong.add(new Wrong("null", JSON.nullNode()));
        wrong.add(new Wrong("wrong type", switch (type(schema)) {
            case "string" -> JSON.numberNode(7);
            case "array" -> JSON.objectNode();
            case "object" -> JSON.arrayNode();
            default -> JSON.textNode("x");
        }));
        if (type(schema).equals("array")) {
            if (schema.path("minItems").asInt() > 0) {
                wrong.add(new Wrong("too few", JSON.arrayNode()));
            }
            if (schema.has("maxItems")) {
                var many = JSON.arrayNode();
                IntStream.rangeClosed(0, schema.path("maxItems").asInt())
                        .forEach(_ -> many.add(of(schema.path("items"), false)));
                wrong.add(new Wrong("too many", many));
            }
        }
        texts(schema).forEach(text -> wrong.add(new Wrong("'" + text.substring(0, Math.min(20, text.length())) + "'",
                api.ofText(schema, text))));
        return wrong.stream().filter(each -> !api.allows(reference, each.value())).toList();
    }

    /// Texts that a schema of a text or a number may refuse.
    List<String> texts(JsonNode reference) {
        var schema = api.resolved(reference);
        return switch (type(schema)) {
            case "string" -> Stream.concat(Stream.of("", "   ", "no-such-value", "-1", "2026-13-45T00:00:00Z"),
                    schema.has("maxLength")
                            ? Stream.of("x".repeat(schema.path("maxLength").asInt() + 1))
                            : Stream.empty())
                    .filter(text -> !api.allows(reference, JSON.textNode(text))).toList();
            case "integer" -> Stream.of("0", "-1", "1.5", "x", String.valueOf(schema.path("maximum").asLong() + 1))
                    .filter(text -> !api.allows(reference, api.ofText(schema, text))).toList();
            default -> List.of();
        };
    }

    private static boolean isRequired(JsonNode schema, String property) {
        return schema.path("required").valueStream().anyMatch(name -> name.asText().equals(property));
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.path(0).asText() : type.asText();
    }
}
