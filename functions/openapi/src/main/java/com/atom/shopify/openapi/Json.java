package com.atom.shopify.openapi;

import java.util.LinkedHashMap;
import java.util.Map;

/// JSON objects that keep the order in which they are written.
final class Json {
    private Json() {}

    /// An object of names and values in turn.
    static Map<String, Object> object(Object... namesAndValues) {
        var object = new LinkedHashMap<String, Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    /// A reference to a component of the document.
    static Map<String, Object> ref(String kind, String name) {
        return object("$ref", "#/components/" + kind + "/" + name);
    }
}
