package com.atom.shopify.admin;

import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.time.Deadline;

/// What operations are run for: at which shop, and until when.
public interface Errand {

    ShopDomain shop();

    Deadline deadline();

    /// Called when Shopify has answered a mutation: from here on, failing no longer means that nothing happened.
    default void changed() {}

    /// An errand that nobody asks afterwards.
    static Errand at(ShopDomain shop, Deadline deadline) {
        record Plain(ShopDomain shop, Deadline deadline) implements Errand {}
        return new Plain(shop, deadline);
    }
}
