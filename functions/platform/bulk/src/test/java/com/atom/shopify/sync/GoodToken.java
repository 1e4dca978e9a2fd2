package com.atom.shopify.sync;

import com.atom.shopify.admin.AccessToken;
import com.atom.shopify.admin.AccessTokens;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.time.Deadline;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/// A store whose token is good.
@Factory
final class GoodToken {

    @Singleton
    @Primary
    AccessTokens tokens() {
        return new AccessTokens() {
            private final AccessToken token = AccessToken.of("shpat_" + UUID.randomUUID());

            @Override
            public AccessToken of(ShopDomain shop, Deadline deadline) {
                return token;
            }

            @Override
            public Optional<AccessToken> insteadOf(AccessToken refused, ShopDomain shop, Deadline deadline) {
                return Optional.empty();
            }

            @Override
            public void useless(AccessToken refused, ShopDomain shop) {}
        };
    }
}
