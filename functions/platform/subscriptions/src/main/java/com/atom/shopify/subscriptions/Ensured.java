package com.atom.shopify.subscriptions;

import com.atom.shopify.routes.Topic;
import java.util.List;
import java.util.Set;

/// What was done to a store's subscriptions.
///
/// @param refused topics that Shopify does not let this app have in this store, because it lacks a scope or an approval
public record Ensured(Set<Topic> created, List<Subscription> redirected, List<Subscription> removed,
        Set<Topic> refused) {
    public Ensured {
        created = Set.copyOf(created);
        redirected = List.copyOf(redirected);
        removed = List.copyOf(removed);
        refused = Set.copyOf(refused);
    }

    /// How many subscriptions are other than before.
    public int changed() {
        return created.size() + redirected.size() + removed.size();
    }
}
