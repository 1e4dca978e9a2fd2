package com.atom.shopify.lists;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import org.jspecify.annotations.Nullable;

/// How many items are wanted, 1 to 250, and after which point of the list: the [Page#next()] of the page before.
public record PageRequest(int limit, @Nullable String after) {

    /// The one answer to every cursor that is not of the list.
    public static FailureException foreignCursor() {
        return new FailureException(Failure.Invalid.field("cursor", "cursor", "does not belong to this list"));
    }
}
