package com.atom.shopify.bench.client;

import com.atom.shopify.admin.AccessToken;
import com.atom.shopify.admin.AccessTokens;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.tokens.Tokens;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;

/// The token that the benchmark was given, so that only the client is measured and not where tokens come from.
@Singleton
@Replaces(Tokens.class)
final class FixedToken implements AccessTokens {
    private final AccessToken token;

    FixedToken(@Property(name = "bench.token") String token) {
        this.token = AccessToken.of(token);
    }

    @Override
    public AccessToken of(ShopDomain shop) {
        return token;
    }

    @Override
    public void refused(ShopDomain shop, AccessToken refused) {
        throw new IllegalStateException("the simulator does not accept the benchmark's token");
    }
}
