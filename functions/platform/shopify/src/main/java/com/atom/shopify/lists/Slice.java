package com.atom.shopify.lists;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A page of a list that is computed whole whenever it is asked for; its place is how many items come before.
///
/// @param next the place of the page behind it, null at the end
public record Slice<T>(List<T> items, @Nullable String next) {
    private static final Pattern PLACE = Pattern.compile("[0-9]{1,9}");

    public Slice {
        items = List.copyOf(items);
    }

    public static <T> Slice<T> of(List<T> all, PageRequest page) {
        var place = place(page);
        var end = place + page.limit();
        return new Slice<>(all.stream().skip(place).limit(page.limit()).toList(),
                all.size() > end ? Integer.toString(end) : null);
    }

    private static int place(PageRequest page) {
        var after = page.after();
        if (after != null && !PLACE.matcher(after).matches()) {
            throw PageRequest.foreignCursor();
        }
        return after == null ? 0 : Integer.parseInt(after);
    }
}
