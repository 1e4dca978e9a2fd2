package com.atom.shopify.bench.client;

import com.atom.shopify.admin.AccessToken;
import com.atom.shopify.admin.AccessTokens;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.time.Deadline;
import com.atom.shopify.tokens.TokenLifecycle;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The token that the benchmark was given, so that only the client is measured and not where tokens come from.
@Singleton
@Replaces(TokenLifecycle.class)
final class FixedToken implements AccessTokens {
    private final AccessToken token;

    FixedToken(@Property(name = "bench.token") String token) {
        this.token = AccessToken.of(token);
    }

    @Override
    public AccessToken of(ShopDomain shop, Deadline deadline) {
        return token;
    }

    @Override
    public Optional<AccessToken> insteadOf(AccessToken refused, ShopDomain shop, Deadline deadline) {
        throw new IllegalStateException("the simulator does not accept the benchmark's token");
    }

    @Override
    public void useless(AccessToken refused, ShopDomain shop) {
        throw new IllegalStateException("there is no other token");
    }
}
