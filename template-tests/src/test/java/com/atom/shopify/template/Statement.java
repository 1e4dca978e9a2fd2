package com.atom.shopify.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/// One statement of a policy.
record Statement(JsonNode json) {
    List<String> actions() {
        return each("Action").map(JsonNode::asText).toList();
    }

    List<JsonNode> resources() {
        return each("Resource").toList();
    }

    /// The logical ids of the resources that it is about.
    List<String> targets() {
        return each("Resource").map(Stacks::referredTo).toList();
    }

    /// Whether it is about the secrets of apps that stores' owners bring.
    boolean isAboutOwnApps() {
        return resources().stream().allMatch(resource -> resource.toString().contains(":secret:atom-shopify/"));
    }

    JsonNode condition() {
        return json.path("Condition");
    }

    private Stream<JsonNode> each(String field) {
        var value = json.path(field);
        return value.isArray() ? value.valueStream() : Stream.of(value);
    }
}
