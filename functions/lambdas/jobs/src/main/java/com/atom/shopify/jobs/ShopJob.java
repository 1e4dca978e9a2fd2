package com.atom.shopify.jobs;

import com.atom.shopify.time.Deadline;
import com.atom.shopify.tokens.TokenRow;

/// What a job does: which stores are due, and the work on one of them. Both may happen again.
interface ShopJob {

    /// Whether a store needs the work now.
    boolean isDue(TokenRow store);

    /// Does it, or fails with a [com.atom.shopify.failure.FailureException].
    void workOn(TokenRow store, Deadline deadline);
}
