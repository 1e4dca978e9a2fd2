package com.atom.shopify.auth;

import com.atom.shopify.connections.Connections;
import com.atom.shopify.connections.Store;
import com.atom.shopify.connections.StoreStatus;
import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.Call;
import com.atom.shopify.tokens.TokenRow;
import com.atom.shopify.tokens.Tokens;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The caller's stores with their status, from our own tables: Shopify is not asked.
@Singleton
final class ListStores {
    private static final Duration EXPIRES_SOON = Duration.ofDays(14);

    private final Connections connections;
    private final Tokens tokens;
    private final Clock clock;

    ListStores(Connections connections, Tokens tokens, Clock clock) {
        this.connections = connections;
        this.tokens = tokens;
        this.clock = clock;
    }

    Answer answer(Call call) {
        var user = call.userAlone();
        var shops = connections.shopsOf(user);
        var rows = tokens.rows(shops);
        return Answer.page(
                connections.stores(user, shops).stream().map(store -> json(store, rows.get(store.shop()))).toList(),
                null);
    }

    private StoreJson json(Store store, @Nullable TokenRow row) {
        return row == null
                ? StoreJson.of(store, StoreStatus.REAUTH_REQUIRED, null, null)
                : StoreJson.of(store, status(row), row.accessExpiresAt(), row.refreshExpiresAt());
    }

    private StoreStatus status(TokenRow row) {
        return switch (row.status()) {
            case USABLE -> ends(row.refreshExpiresAt());
            case REFUSED -> StoreStatus.REAUTH_REQUIRED;
            case ERASED -> StoreStatus.UNINSTALLED;
        };
    }

    private StoreStatus ends(@Nullable Instant at) {
        var left = at == null ? Duration.ZERO : Duration.between(clock.instant(), at);
        if (!left.isPositive()) {
            return StoreStatus.REAUTH_REQUIRED;
        }
        return left.compareTo(EXPIRES_SOON) < 0 ? StoreStatus.EXPIRING : StoreStatus.VALID;
    }
}
