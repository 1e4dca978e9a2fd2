package com.atom.shopify.lists;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The order of a list: one of Shopify's sort keys, none where the list knows only one order, up or down, and for orders that a
/// search filter follows, such as those in time, that filter.
public record Order<N>(@Nullable String sortKey, boolean descending, Optional<Cut<N>> cut) {

    /// A filter that cuts the list at an item: its name, which Shopify's search knows, and what it compares of an item, in the
    /// words of the search.
    public record Cut<N>(String filter, Function<N, ? extends @Nullable Object> place, Function<N, String> id) {}

    /// An order that no filter follows.
    public static <N> Order<N> by(String sortKey, boolean descending) {
        return new Order<>(sortKey, descending, Optional.empty());
    }

    /// An order in time.
    public static <N> Order<N> inTime(String sortKey, boolean descending, Cut<N> cut) {
        return new Order<>(sortKey, descending, Optional.of(cut));
    }

    /// The order of a list that has no sort keys and is in the order of its ids.
    public static <N> Order<N> ofIds(Function<N, String> gid) {
        return new Order<>(null, false, Optional.of(new Cut<>("id",
                node -> gid.apply(node).substring(gid.apply(node).lastIndexOf('/') + 1), gid)));
    }

    /// The order of a list that has no sort keys, and of which nothing else is known.
    public static <N> Order<N> ofShopify() {
        return new Order<>(null, false, Optional.empty());
    }
}
