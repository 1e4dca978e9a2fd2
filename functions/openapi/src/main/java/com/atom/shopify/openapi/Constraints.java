package com.atom.shopify.openapi;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Validation constraints as keywords of JSON Schema.
final class Constraints {
    private Constraints() {}

    /// Adds the constraints of a record's component or of a list's element to its schema.
    static void add(AnnotatedElement constrained, Map<String, Object> schema) {
        for (var annotation : constrained.getAnnotations()) {
            add(annotation, schema);
        }
    }

    private static void add(Annotation annotation, Map<String, Object> schema) {
        switch (annotation) {
            case Size size -> {
                if (size.min() > 0) {
                    schema.put("min" + what(schema), size.min());
                }
                if (size.max() < Integer.MAX_VALUE) {
                    schema.put("max" + what(schema), size.max());
                }
            }
            case NotBlank _ -> pattern("\\S", schema);
            case NotEmpty _ -> schema.putIfAbsent("min" + what(schema), 1);
            case Min min -> schema.put("minimum", min.value());
            case Max max -> schema.put("maximum", max.value());
            case Positive _ -> schema.put("exclusiveMinimum", 0);
            case PositiveOrZero _ -> schema.put("minimum", 0);
            case Pattern pattern -> pattern(whole(pattern.regexp()), schema);
            case Email _ -> schema.put("format", "email");
            case Annotation other when isConstraint(other) ->
                throw new IllegalStateException("no keyword for " + other);
            case Annotation _ -> {
                // says nothing of the value
            }
        }
    }

    private static boolean isConstraint(Annotation annotation) {
        return annotation.annotationType().isAnnotationPresent(jakarta.validation.Constraint.class);
    }

    private static String what(Map<String, Object> schema) {
        return "array".equals(schema.get("type")) ? "Items" : "Length";
    }

    /// Several patterns hold together.
    private static void pattern(String pattern, Map<String, Object> schema) {
        if (schema.containsKey("pattern")) {
            var all = new ArrayList<Object>(schema.get("allOf") instanceof List<?> list ? list : List.of());
            all.add(Json.object("pattern", pattern));
            schema.put("allOf", all);
        } else {
            schema.put("pattern", pattern);
        }
    }

    /// A Java pattern that must match the whole text.
    static String whole(String pattern) {
        return "^(?:" + pattern + ")$";
    }
}
