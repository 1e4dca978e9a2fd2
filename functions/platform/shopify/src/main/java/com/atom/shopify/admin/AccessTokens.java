package com.atom.shopify.admin;

import com.atom.shopify.id.ShopDomain;

/// Where the client gets a store's token. Implemented by whoever keeps them.
public interface AccessTokens {

    /// The token to use now; fails with `store.reauth-required` when there is none that could work.
    AccessToken of(ShopDomain shop);

    /// Shopify answered 401 to this very token.
    void refused(ShopDomain shop, AccessToken token);
}
