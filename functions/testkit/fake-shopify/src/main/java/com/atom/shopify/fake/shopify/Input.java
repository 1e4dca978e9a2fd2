package com.atom.shopify.fake.shopify;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An input object as the caller gave it: a field may be absent, null, or hold a value, and the difference counts.
record Input(String name, Map<?, ?> fields) {
    static Input of(String name, @Nullable Object value) {
        return new Input(name, value instanceof Map<?, ?> map ? map : Map.of());
    }

    /// Refuses fields that would be ignored here but mean something at Shopify.
    Input only(String... supported) {
        var known = Set.of(supported);
        fields.forEach((field, value) -> {
            boolean empty = value == null || (value instanceof List<?> list && list.isEmpty());
            if (!known.contains(String.valueOf(field)) && !empty && !Boolean.FALSE.equals(value)) {
                throw Refusal.unsupported(name + "." + field);
            }
        });
        return this;
    }

    boolean given(String field) {
        return fields.containsKey(field);
    }

    /// The field's value, nothing for absent or null.
    Optional<Object> value(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    Optional<String> text(String field) {
        return value(field).map(String::valueOf);
    }

    Optional<Boolean> truth(String field) {
        return value(field).map(Boolean.TRUE::equals);
    }

    Optional<BigDecimal> number(String field) {
        return value(field).map(value -> new BigDecimal(String.valueOf(value)));
    }

    /// An amount, rounded to the hundredth as Shopify does with what it is given.
    Optional<BigDecimal> money(String field) {
        return number(field).map(amount -> amount.setScale(2, RoundingMode.HALF_UP));
    }

    Optional<Input> object(String field) {
        return value(field).map(value -> of(name + "." + field, value));
    }

    List<Input> objects(String field) {
        var inputs = new ArrayList<Input>();
        for (Object item : list(field)) {
            inputs.add(of(name + "." + field, item));
        }
        return inputs;
    }

    List<String> texts(String field) {
        return list(field).stream().filter(Objects::nonNull).map(String::valueOf).toList();
    }

    private List<?> list(String field) {
        return fields.get(field) instanceof List<?> items ? items : List.of();
    }
}
