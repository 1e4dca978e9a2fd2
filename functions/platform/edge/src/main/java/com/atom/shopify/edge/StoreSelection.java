package com.atom.shopify.edge;

import com.atom.shopify.connections.Connections;
import com.atom.shopify.connections.Store;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.id.UserId;
import com.atom.shopify.routes.Route;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The one place that decides whether a user may reach a store. The link is read consistently; a store that is not linked
/// and a store that does not exist are the same answer.
@Singleton
final class StoreSelection {
    private final Connections connections;

    StoreSelection(Connections connections) {
        this.connections = connections;
    }

    Store select(UserId user, Optional<ShopDomain> named, Route route) {
        var store = connections.linked(user, named.orElseGet(() -> onlyShopOf(user)))
                .orElseThrow(StoreSelection::notFound);
        var missing = store.scopes().missingFrom(route.scopes());
        if (!missing.isEmpty()) {
            throw new FailureException(new Failure.Forbidden("scopes.missing",
                    "The store has not granted the access that this needs.",
                    missing.stream().map(scope -> Failure.Detail.ofValue("scope", "is not granted", scope)).toList()));
        }
        return store;
    }

    private ShopDomain onlyShopOf(UserId user) {
        var shops = connections.shopsOf(user);
        return switch (shops.size()) {
            case 0 -> throw notFound();
            case 1 -> shops.getFirst();
            default -> throw new FailureException(new Failure.Invalid("shop.required",
                    "You have several stores; name one in the query.",
                    shops.stream().map(shop -> Failure.Detail.ofValue("shop", "is one of your stores", shop.value()))
                            .toList()));
        };
    }

    private static FailureException notFound() {
        return new FailureException(new Failure.NotFound("store.not-found", "No such store is linked to this user."));
    }
}
