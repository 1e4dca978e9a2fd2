package com.atom.shopify.jobs;

import com.atom.shopify.subscriptions.Watch;
import com.atom.shopify.sync.Reconciliation;
import com.atom.shopify.time.Deadline;
import com.atom.shopify.tokens.TokenRow;
import jakarta.inject.Singleton;

/// Begins the comparison of a store with what we hold of it. What its syncs read goes the way of everything that is read, so whatever
/// was not delivered is repaired; a gap that [CheckSubscriptions] found is read from its beginning.
@Singleton
final class Reconcile implements ShopJob {
    private final Reconciliation reconciliation;
    private final Watch watch;

    Reconcile(Reconciliation reconciliation, Watch watch) {
        this.reconciliation = reconciliation;
        this.watch = watch;
    }

    @Override
    public void workOn(TokenRow store, Deadline deadline) {
        reconciliation.begin(store.shop(), watch.of(store.shop()).gapFrom());
    }
}
