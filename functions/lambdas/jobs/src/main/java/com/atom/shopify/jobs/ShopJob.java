package com.atom.shopify.jobs;

import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.time.Deadline;
import com.atom.shopify.tokens.TokenRow;
import java.util.List;

/// What a job does: which stores are due, and the work on one of them. Both may happen again.
interface ShopJob {

    /// How many stores are worked on in a second at most, so that a run spreads over its time.
    default int perSecond() {
        return Integer.MAX_VALUE;
    }

    /// Whether a store needs the work now: whoever can be asked anything does, unless the job says otherwise.
    default boolean isDue(TokenRow store) {
        return store.status() == TokenRow.Status.USABLE;
    }

    /// Those of a page of stores that need it.
    default List<ShopDomain> due(List<TokenRow> page) {
        return page.stream().filter(this::isDue).map(TokenRow::shop).toList();
    }

    /// Does it, or fails with a [com.atom.shopify.failure.FailureException].
    void workOn(TokenRow store, Deadline deadline);
}
