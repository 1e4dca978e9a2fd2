package com.atom.shopify.admin;

import com.atom.shopify.failure.Failure;
import io.micronaut.core.naming.NameUtils;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the fields of a mutation's input are called in our API, so that a refused one is named as its caller wrote it.
///
/// @param others our names where they are more than Shopify's in snake case
/// @param wrappers steps of Shopify's paths that have no place in ours
public record InputNames(Map<String, String> others, Set<String> wrappers) {
    public InputNames {
        others = Map.copyOf(others);
        wrappers = Set.copyOf(wrappers);
    }

    /// One detail per error: `["input","variants","0","compareAtPrice"]` becomes `variants[0].compare_at_price`.
    public List<Failure.Detail> details(List<UserError> errors) {
        return details(errors, List.of());
    }

    /// The same for a call that carried some of the caller's list; `places` says which.
    public List<Failure.Detail> details(List<UserError> errors, List<Integer> places) {
        return errors.stream().map(error -> error.meaning().of(field(error.path(), "", places))).toList();
    }

    /// The same for a call that carried one object of the caller's, which is at `path`.
    public List<Failure.Detail> details(List<UserError> errors, String path) {
        return errors.stream().map(error -> error.meaning().of(field(error.path(), path, List.of()))).toList();
    }

    private @Nullable String field(List<String> steps, String path, List<Integer> places) {
        var field = new StringBuilder(path);
        for (var step : steps) {
            if (step.matches("[0-9]+")) {
                field.append('[').append(place(step, places)).append(']');
            } else if (!wrappers.contains(step)) {
                field.append(field.isEmpty() ? "" : ".").append(ours(step));
            }
        }
        return field.isEmpty() ? null : field.toString();
    }

    private String ours(String name) {
        return others.getOrDefault(name, NameUtils.underscoreSeparate(name).toLowerCase(Locale.ROOT));
    }

    private static String place(String index, List<Integer> places) {
        return places.isEmpty() ? index : String.valueOf(places.get(Integer.parseInt(index)));
    }
}
