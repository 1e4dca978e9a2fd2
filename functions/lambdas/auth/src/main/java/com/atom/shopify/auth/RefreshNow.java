package com.atom.shopify.auth;

import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.tokens.TokenLifecycle;
import jakarta.inject.Singleton;

/// Refreshes a store's token now, whatever its age. Two of these at once are one refresh.
@Singleton
final class RefreshNow {
    private final TokenLifecycle tokens;

    RefreshNow(TokenLifecycle tokens) {
        this.tokens = tokens;
    }

    StoreJson at(StoreCall call) {
        return StoreJson.of(call.store(), tokens.refresh(call.shop(), call.deadline()));
    }
}
