package com.atom.shopify.lists;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A connection as the Admin API answers it.
@Serdeable
public record Connection<N>(List<N> nodes, PageInfo pageInfo) {

    /// Whether there is more, and where.
    @Serdeable
    public record PageInfo(boolean hasNextPage, @Nullable String endCursor) {
        /// Where to go on, null at the end.
        public @Nullable String next() {
            return hasNextPage ? endCursor : null;
        }
    }
}
