package com.atom.shopify.admin;

import com.atom.shopify.failure.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How the inputs of a resource's mutations are called in our requests: in snake case, some by other names, and some not at
/// all because our requests do not wrap them.
///
/// @param others names of ours that are not Shopify's in snake case
/// @param unnamed steps that our requests do not have
public record InputNames(Map<String, String> others, Set<String> unnamed) {
    private static final Pattern INDEX = Pattern.compile("[0-9]+");
    private static final Pattern HUMP = Pattern.compile("(?=[A-Z])");

    public InputNames {
        others = Map.copyOf(others);
        unnamed = Set.copyOf(unnamed);
    }

    /// What an error means to the caller, at the field that it is about.
    public Failure.Detail detail(UserError error) {
        return detail(error, List.of());
    }

    /// The same for a call that carried some of the caller's list; `places` says which, none that it was all.
    public Failure.Detail detail(UserError error, List<Integer> places) {
        return error.meaning().of(field("", error.path(), places));
    }

    /// The same for a call that carried one object of the caller's, which is at `path` of the request.
    public Failure.Detail detail(UserError error, String path) {
        return error.meaning().of(field(path, error.path(), List.of()));
    }

    /// `["input","variants","0","compareAtPrice"]` becomes `variants[0].compare_at_price`.
    private @Nullable String field(String above, List<String> path, List<Integer> places) {
        var field = new StringBuilder(above);
        for (var step : path) {
            if (INDEX.matcher(step).matches()) {
                field.append('[').append(places.isEmpty() ? step : places.get(Integer.parseInt(step))).append(']');
            } else if (!unnamed.contains(step)) {
                field.append(field.isEmpty() ? "" : ".").append(others.getOrDefault(step, snakeCase(step)));
            }
        }
        return field.isEmpty() ? null : field.toString();
    }

    private static String snakeCase(String name) {
        return HUMP.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
