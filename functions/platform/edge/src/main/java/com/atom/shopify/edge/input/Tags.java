package com.atom.shopify.edge.input;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tags as Shopify's payloads write them: one string, separated by commas. A resource has at most 250 of at most 255
/// characters.
public final class Tags {
    private static final int MOST = 250;
    private static final int LONGEST = 255;

    private Tags() {}

    public static List<String> of(String text) {
        return Stream.of(text.split(",")).map(String::strip).filter(tag -> !tag.isEmpty()).toList();
    }

    /// Adds a problem when there are too many, one is too long or listed twice; Shopify does not tell case apart.
    public static void check(String field, @Nullable String text, Problems problems) {
        var tags = text == null ? List.<String>of() : of(text);
        if (tags.size() > MOST || tags.stream().anyMatch(tag -> tag.length() > LONGEST)) {
            problems.add(field, "size", "must be at most 250 tags of at most 255 characters");
        }
        var seen = new HashSet<String>();
        if (!tags.stream().allMatch(tag -> seen.add(tag.toLowerCase(Locale.ROOT)))) {
            problems.add(field, "duplicate", "lists a tag more than once");
        }
    }
}
