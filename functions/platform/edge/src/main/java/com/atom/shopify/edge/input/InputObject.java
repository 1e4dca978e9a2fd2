package com.atom.shopify.edge.input;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An input of one of Shopify's mutations: what the caller did not send is not in it, an explicit null is.
public final class InputObject {
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /// Adds a field; null adds nothing.
    public InputObject with(String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    /// Adds what is to become of a field that can be empty.
    public InputObject with(String name, Change<?> change) {
        switch (change) {
            case Change.Keep<?> _ -> {
            }
            case Change.Clear<?> _ -> fields.put(name, null);
            case Change.To<?>(var value) -> fields.put(name, value);
        }
        return this;
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    public Map<String, @Nullable Object> fields() {
        return Collections.unmodifiableMap(fields);
    }
}
