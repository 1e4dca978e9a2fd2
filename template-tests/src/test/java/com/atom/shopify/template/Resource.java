package com.atom.shopify.template;

import com.fasterxml.jackson.databind.JsonNode;

/// One resource of a template.
record Resource(String id, JsonNode json) {
    boolean isA(String type) {
        return type.equals(json.path("Type").textValue());
    }

    /// A property by its path, for example `SnapStart/ApplyOn`; a missing node if there is none.
    JsonNode at(String path) {
        return json.at("/Properties/" + path);
    }

    String text(String path) {
        return at(path).asText();
    }

    /// The logical id that a property refers to, by `Ref` or `Fn::GetAtt`.
    String target(String path) {
        return Stacks.referredTo(at(path));
    }
}
