package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Page.Position;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Very many things in their order, each of which is made when it is looked at. Their positions ascend; `maybe` tells
/// quickly which ones need not be made.
record Timeline<T>(int size, IntFunction<T> make, IntFunction<Position> position, IntPredicate maybe) {
    /// The things behind a position, or all of them.
    Stream<T> behind(@Nullable Position after, boolean reverse) {
        int begin = after == null ? 0 : beyond(after, reverse);
        return IntStream.range(begin, size).map(at -> reverse ? size - 1 - at : at).filter(maybe)
                .mapToObj(at -> Objects.requireNonNull(make.apply(at)));
    }

    /// How many things do not come behind a position.
    private int beyond(Position after, boolean reverse) {
        var order = Comparator.comparing(Position::key).thenComparingLong(Position::id);
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int compared = order.compare(position.apply(reverse ? size - 1 - middle : middle), after);
            if (reverse ? compared >= 0 : compared <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
