package com.atom.shopify.health;

import com.atom.shopify.connections.Store;
import com.atom.shopify.connections.StoreStatus;
import com.atom.shopify.routes.AuthRoute;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// How a store that does not work is made to work again.
final class Repair {
    private Repair() {}

    /// The link that connects it again, when only that helps. One that is connected through an app of its owner's has none: there the
    /// app's credentials are imported again.
    static @Nullable String link(StoreStatus status, Store store, URI self) {
        return switch (status) {
            case REAUTH_REQUIRED, UNINSTALLED -> store.app().isPresent()
                    ? null
                    : self + AuthRoute.AUTHORIZE.path() + "?shop=" + store.shop();
            case VALID, EXPIRING, REFRESHING, KEY_UNAVAILABLE -> null;
        };
    }
}
