package com.atom.shopify.fake.shopify;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes an answer partial: one field becomes null, and an error says that Shopify failed there.
final class Partial {
    private Partial() {}

    /// `path` leads to the field through names and list places; an empty one means the first field.
    static void spoil(@Nullable Map<String, Object> data, List<Map<String, Object>> errors, List<Object> path) {
        if (data == null || data.isEmpty()) {
            return;
        }
        List<Object> place = path.isEmpty() ? List.of(data.keySet().iterator().next()) : path;
        Object holder = data;
        for (Object step : place.subList(0, place.size() - 1)) {
            holder = below(holder, step);
        }
        if (holder instanceof Map<?, ?> fields) {
            clear(fields, String.valueOf(place.getLast()));
            errors.add(Map.of("message", "Internal error. Looks like something went wrong on our end.", "path", place,
                    "locations", List.of(), "extensions", Map.of("code", "INTERNAL_SERVER_ERROR")));
        }
    }

    private static @Nullable Object below(@Nullable Object holder, Object step) {
        return switch (holder) {
            case Map<?, ?> fields -> fields.get(String.valueOf(step));
            case List<?> items ->
                step instanceof Number at && at.intValue() < items.size() ? items.get(at.intValue()) : null;
            case null, default -> null;
        };
    }

    @SuppressWarnings("unchecked") // graphql-java's results are maps from text to anything
    private static void clear(Map<?, ?> fields, String name) {
        ((Map<String, @Nullable Object>) fields).put(name, null);
    }
}
