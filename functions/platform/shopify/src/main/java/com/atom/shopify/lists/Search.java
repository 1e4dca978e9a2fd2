package com.atom.shopify.lists;

import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Shopify's search syntax, written so that a value can never become syntax. Shopify ignores a filter that it does not know
/// and answers everything: names come from code only.
public final class Search {
    private final StringJoiner terms = new StringJoiner(" AND ");

    /// Adds a filter; null adds nothing.
    public Search term(String name, @Nullable String value) {
        if (value != null) {
            terms.add(name + ":" + quoted(value));
        }
        return this;
    }

    /// Adds a filter that must not hold; null adds nothing.
    public Search not(String name, @Nullable String value) {
        if (value != null) {
            terms.add("-" + name + ":" + quoted(value));
        }
        return this;
    }

    /// Adds a range of time, both ends included; an end that is null is open.
    public Search range(String name, @Nullable Instant min, @Nullable Instant max) {
        return atLeast(name, min == null ? null : min.toString()).atMost(name, max == null ? null : max.toString());
    }

    /// Adds a lower end, itself included; null adds nothing.
    public Search atLeast(String name, @Nullable String min) {
        if (min != null) {
            terms.add(name + ":>=" + quoted(min));
        }
        return this;
    }

    /// Adds an upper end, itself included; null adds nothing.
    public Search atMost(String name, @Nullable String max) {
        if (max != null) {
            terms.add(name + ":<=" + quoted(max));
        }
        return this;
    }

    /// Adds a filter that one of these values must meet; none adds nothing.
    public Search anyOf(String name, List<String> values) {
        if (!values.isEmpty()) {
            terms.add(values.stream().map(value -> name + ":" + quoted(value))
                    .collect(Collectors.joining(" OR ", "(", ")")));
        }
        return this;
    }

    /// Adds words to look for anywhere; null adds nothing.
    public Search words(@Nullable String words) {
        if (words != null) {
            terms.add(quoted(words));
        }
        return this;
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /// The text for the `query` argument, empty when nothing was added.
    @Override
    public String toString() {
        return terms.toString();
    }
}
