package com.atom.shopify.auth;

import com.atom.shopify.connections.Store;
import com.atom.shopify.connections.StoreStatus;
import com.atom.shopify.oauth.AppToken;
import com.atom.shopify.oauth.Credential;
import com.atom.shopify.oauth.TokenPair;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A connected store as the API shows it; never a token.
@Serdeable(naming = SnakeCaseStrategy.class)
record StoreJson(String shop, String adminGraphqlApiId, String status, List<String> scopes, String timezone,
        String currency, Instant connectedAt, @Nullable Instant accessExpiresAt, @Nullable Instant refreshExpiresAt) {

    static StoreJson of(Store store, Credential credential) {
        return of(store, StoreStatus.VALID, credential.accessExpiresAt(), switch (credential) {
            case TokenPair pair -> pair.refreshExpiresAt();
            case AppToken _ -> null;
        });
    }

    static StoreJson of(Store store, StoreStatus status, @Nullable Instant accessExpiresAt,
            @Nullable Instant refreshExpiresAt) {
        return new StoreJson(store.shop().value(), store.gid().toString(), status.outer(),
                List.copyOf(store.scopes().names()), store.zone().getId(), store.currency().getCurrencyCode(),
                seconds(store.connectedAt()), accessExpiresAt == null ? null : seconds(accessExpiresAt),
                refreshExpiresAt == null ? null : seconds(refreshExpiresAt));
    }

    /// As they are stored, so that a store looks the same right after it was connected and later.
    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
