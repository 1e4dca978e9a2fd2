package com.atom.shopify.jobs;

import com.atom.shopify.time.Deadline;
import com.atom.shopify.tokens.TokenRow;

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

    /// Does it, or fails with a [com.atom.shopify.failure.FailureException].
    void workOn(TokenRow store, Deadline deadline);
}
