package com.atom.shopify.connections;

import com.atom.shopify.admin.AccessToken;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.id.UserId;
import com.atom.shopify.oauth.Credential;
import com.atom.shopify.oauth.RefreshToken;
import com.atom.shopify.oauth.Scopes;
import com.atom.shopify.oauth.TokenPair;
import com.atom.shopify.once.Leases;
import com.atom.shopify.time.Deadline;
import io.micronaut.context.ApplicationContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;

/// Stores connected without Shopify.
public final class SampleStores {
    private SampleStores() {}

    /// Connects a store for a user, with tokens called after `name`.
    public static Store connect(ApplicationContext instance, UserId user, ShopDomain shop, long id, String name,
            String scopes) {
        var now = instance.getBean(Clock.class).instant();
        return connect(instance, user, shop, id, new TokenPair(AccessToken.of("access-" + name),
                RefreshToken.of("refresh-" + name), now.plusSeconds(3600), now.plusSeconds(7_776_000),
                Scopes.parse(scopes)));
    }

    /// Connects a store for a user with what Shopify gave.
    public static Store connect(ApplicationContext instance, UserId user, ShopDomain shop, long id,
            Credential credential) {
        var clock = instance.getBean(Clock.class);
        try (var lease = instance.getBean(Leases.class).onToken(shop, Deadline.in(Duration.ofSeconds(25), clock))) {
            return instance.getBean(Connections.class).connect(user, facts(shop, id), credential, lease,
                    clock.instant());
        }
    }

    static ShopFacts facts(ShopDomain shop, long id) {
        return new ShopFacts(shop, new Gid(Gid.Kind.SHOP, id), ZoneId.of("America/New_York"),
                Currency.getInstance("USD"), Instant.ofEpochSecond(1_795_000_000));
    }
}
