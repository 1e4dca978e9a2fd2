package com.atom.shopify.lists;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The order of a list: one of Shopify's sort keys, up or down, and for orders in time the search filter that cuts the list at
/// a moment.
public record Order<N>(String sortKey, boolean descending, Optional<Cut<N>> cut) {

    /// Where an item stands in time. `filter` is a name that Shopify's search knows.
    public record Cut<N>(String filter, Function<N, @Nullable Instant> moment, Function<N, String> id) {}

    /// An order that is no time.
    public static <N> Order<N> by(String sortKey, boolean descending) {
        return new Order<>(sortKey, descending, Optional.empty());
    }

    /// An order in time.
    public static <N> Order<N> inTime(String sortKey, boolean descending, Cut<N> cut) {
        return new Order<>(sortKey, descending, Optional.of(cut));
    }
}
