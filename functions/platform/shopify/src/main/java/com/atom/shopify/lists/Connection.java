package com.atom.shopify.lists;

import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A connection as the Admin API answers it.
@Serdeable
public record Connection<N>(List<N> nodes, PageInfo pageInfo) {

    /// All nodes, those of the pages after this one included; `page` reads the page after a cursor.
    public List<N> whole(Function<String, Connection<N>> page) {
        var all = new ArrayList<>(nodes);
        var next = pageInfo.next();
        while (next != null) {
            var more = page.apply(next);
            all.addAll(more.nodes());
            next = more.pageInfo().next();
        }
        return all;
    }

    /// Nothing, and nothing after it.
    public static <N> Connection<N> end() {
        return new Connection<>(List.of(), new PageInfo(false, null));
    }

    /// Whether there is more, and where.
    @Serdeable
    public record PageInfo(boolean hasNextPage, @Nullable String endCursor) {
        /// Where to go on, null at the end.
        public @Nullable String next() {
            return hasNextPage ? endCursor : null;
        }
    }
}
