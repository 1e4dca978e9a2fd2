package com.atom.shopify.fake.shopify;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Access scopes as Shopify grants them: a write scope implies the read scope of the same name, which is then not
/// listed.
record Scopes(List<String> handles) {
    static final Scopes NONE = new Scopes(List.of());

    private static final Pattern HANDLE = Pattern.compile("[a-z][a-z_]{2,63}");

    /// The scopes of a comma-separated list, or nothing if one of them cannot be a scope.
    static Optional<Scopes> parse(String text) {
        Set<String> asked = new LinkedHashSet<>();
        for (String handle : Arrays.stream(text.split("[,\\s]+")).filter(part -> !part.isEmpty()).toList()) {
            if (!HANDLE.matcher(handle).matches()) {
                return Optional.empty();
            }
            asked.add(handle);
        }
        return Optional.of(new Scopes(asked.stream().filter(handle -> !implied(handle, asked)).toList()));
    }

    boolean allow(String needed) {
        return handles.contains(needed) || implied(needed, Set.copyOf(handles));
    }

    String text() {
        return String.join(",", handles);
    }

    private static boolean implied(String handle, Set<String> asked) {
        return handle.startsWith("read_") && asked.contains("write_" + handle.substring("read_".length()));
    }
}
