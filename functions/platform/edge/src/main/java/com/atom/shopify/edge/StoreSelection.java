package com.atom.shopify.edge;

import com.atom.shopify.connections.Connections;
import com.atom.shopify.connections.Store;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.id.UserId;
import com.atom.shopify.once.RateLimits;
import com.atom.shopify.routes.Route;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The one place that decides whether a user may reach a store, and how often. The link is read consistently; a store that is
/// not linked and a store that does not exist are the same answer.
@Singleton
final class StoreSelection {
    private final Connections connections;
    private final RateLimits limits;

    StoreSelection(Connections connections, RateLimits limits) {
        this.connections = connections;
        this.limits = limits;
    }

    /// The named store, or the user's only one, which has granted what the route needs; fails with `shop.required`,
    /// `store.not-found`, `scopes.missing` or `rate.limited`.
    Store select(UserId user, Optional<ShopDomain> named, Route route) {
        var store = connections.linked(user, named.orElseGet(() -> onlyShopOf(user)))
                .orElseThrow(StoreSelection::notFound);
        return granted(user, store, route);
    }

    /// All stores of the user by name; fails with `store.not-found` when there is none.
    List<Store> all(UserId user) {
        var stores = connections.stores(user, connections.shopsOf(user)).stream()
                .sorted(Comparator.comparing(Store::shop)).toList();
        if (stores.isEmpty()) {
            throw notFound();
        }
        return stores;
    }

    /// A store of the user, if it has granted what the route needs; fails with `scopes.missing` or `rate.limited`.
    Store granted(UserId user, Store store, Route route) {
        limits.count(user, store.shop());
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
