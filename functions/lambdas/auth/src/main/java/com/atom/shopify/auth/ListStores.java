package com.atom.shopify.auth;

import com.atom.shopify.connections.Connections;
import com.atom.shopify.connections.Store;
import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.Call;
import com.atom.shopify.tokens.Condition;
import com.atom.shopify.tokens.Conditions;
import jakarta.inject.Singleton;
import java.util.Objects;

/// The caller's stores with their status, from our own tables: Shopify is not asked.
@Singleton
final class ListStores {
    private final Connections connections;
    private final Conditions conditions;

    ListStores(Connections connections, Conditions conditions) {
        this.connections = connections;
        this.conditions = conditions;
    }

    Answer answer(Call call) {
        var user = call.userAlone();
        var shops = connections.shopsOf(user);
        var known = conditions.of(shops);
        return Answer.page(connections.stores(user, shops).stream()
                .map(store -> json(store, Objects.requireNonNull(known.get(store.shop())))).toList(), null);
    }

    private static StoreJson json(Store store, Condition condition) {
        return StoreJson.of(store, condition.status(), condition.accessExpiresAt(), condition.refreshExpiresAt());
    }
}
