package com.atom.shopify.fake.shopify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An entry of `userErrors[]`.
record Problem(List<String> field, String message, @Nullable String code) {
    static Problem at(String message, Object... path) {
        return coded(null, message, path);
    }

    static Problem coded(@Nullable String code, String message, Object... path) {
        var field = new ArrayList<String>();
        for (Object step : path) {
            field.add(String.valueOf(step));
        }
        return new Problem(List.copyOf(field), message, code);
    }

    Problem below(Object... prefix) {
        var path = new ArrayList<String>();
        for (Object step : prefix) {
            path.add(String.valueOf(step));
        }
        path.addAll(field);
        return new Problem(List.copyOf(path), message, code);
    }

    Map<String, @Nullable Object> entry() {
        var entry = new LinkedHashMap<String, @Nullable Object>();
        entry.put("field", field.isEmpty() ? null : field);
        entry.put("message", message);
        entry.put("code", code);
        return entry;
    }
}
