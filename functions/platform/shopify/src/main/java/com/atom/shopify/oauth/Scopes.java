package com.atom.shopify.oauth;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Access scopes as Shopify lists them: `write_x` stands for `read_x` too, which is then left out.
public record Scopes(SortedSet<String> names) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z_]{1,80}");

    public Scopes {
        var kept = new TreeSet<>(names);
        var given = Set.copyOf(kept);
        kept.removeIf(name -> name.startsWith("read_") && given.contains(name.replaceFirst("^read_", "write_")));
        names = Collections.unmodifiableSortedSet(kept);
    }

    /// Reads a comma-separated list.
    ///
    /// @throws IllegalArgumentException when a name is no scope
    public static Scopes parse(String text) {
        return of(Stream.of(text.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList());
    }

    public static Scopes of(Collection<String> names) {
        names.stream().filter(name -> !NAME.matcher(name).matches()).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("not an access scope");
        });
        return new Scopes(new TreeSet<>(names));
    }

    /// Whether all of the required scopes are granted here.
    public boolean covers(Collection<String> required) {
        return missingFrom(required).isEmpty();
    }

    /// Which of the required scopes are not granted here.
    public List<String> missingFrom(Collection<String> required) {
        return required.stream()
                .filter(name -> !names.contains(name) && !names.contains(name.replaceFirst("^read_", "write_")))
                .sorted().toList();
    }

    /// Sorted and comma-separated.
    @Override
    public String toString() {
        return String.join(",", names);
    }
}
