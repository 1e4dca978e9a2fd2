package com.atom.shopify.admin;

import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.time.Deadline;
import java.util.Optional;

/// Where the client gets a store's token. Implemented by whoever keeps them.
public interface AccessTokens {

    /// The token to use now; fails with `store.reauth-required` when there is none that could work.
    AccessToken of(ShopDomain shop, Deadline deadline);

    /// Shopify answered 401 to this very token: another one that may work, if there is one or can be got.
    Optional<AccessToken> insteadOf(AccessToken refused, ShopDomain shop, Deadline deadline);

    /// Shopify answered 401 to the other one too.
    void useless(AccessToken token, ShopDomain shop);
}
