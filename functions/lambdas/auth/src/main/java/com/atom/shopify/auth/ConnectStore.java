package com.atom.shopify.auth;

import com.atom.shopify.admin.AccessToken;
import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.announcements.Announcement;
import com.atom.shopify.announcements.Announcements;
import com.atom.shopify.connections.Connections;
import com.atom.shopify.connections.ShopFacts;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.id.UserId;
import com.atom.shopify.metrics.Metrics;
import com.atom.shopify.oauth.Credential;
import com.atom.shopify.oauth.Grant;
import com.atom.shopify.oauth.OwnApp;
import com.atom.shopify.oauth.TokenExchange;
import com.atom.shopify.once.Leases;
import com.atom.shopify.routes.Metric;
import com.atom.shopify.time.Deadline;
import com.atom.shopify.tokens.ClientSecrets;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Connects a store with what a merchant or its owner gave us: gets the token pair under the shop's lease, asks the shop who it is,
/// and stores token pair, store and link together. Whatever fails before leaves nothing behind.
@Singleton
final class ConnectStore {
    private static final Operation<Answer> READ_SHOP = Operation.of(ConnectStore.class, "ReadShop", Answer.class);

    private final ClientSecrets secrets;
    private final Leases leases;
    private final TokenExchange exchange;
    private final AdminApi admin;
    private final Connections connections;
    private final OwnApps ownApps;
    private final OAuthSettings settings;
    private final Announcements announcements;
    private final Clock clock;

    ConnectStore(ClientSecrets secrets, Leases leases, TokenExchange exchange, AdminApi admin,
            Connections connections, OwnApps ownApps, OAuthSettings settings, Announcements announcements,
            Clock clock) {
        this.secrets = secrets;
        this.leases = leases;
        this.exchange = exchange;
        this.admin = admin;
        this.connections = connections;
        this.ownApps = ownApps;
        this.settings = settings;
        this.announcements = announcements;
        this.clock = clock;
    }

    @Serdeable
    record Answer(@Nullable Shop shop) {}

    @Serdeable
    record Shop(String id, String myshopifyDomain, String ianaTimezone, String currencyCode) {}

    /// Through the platform's app.
    ///
    /// @param installedAt when the merchant agreed, by Shopify's own time where it tells one
    StoreJson with(UserId user, ShopDomain shop, Grant grant, Instant installedAt, Deadline deadline) {
        return counted(() -> {
            try (var lease = leases.onToken(shop, deadline)) {
                connections.checkApp(shop, Optional.empty());
                return connected(user, shop, exchange.exchange(shop, grant, secrets.client(), deadline), lease,
                        installedAt, deadline);
            }
        });
    }

    /// Through an app of the store's owner, whose secret is kept from then on; fails also with `store.other-app`, and with
    /// `tokens.refused` when Shopify does not accept its credentials.
    StoreJson withOwnApp(UserId user, ShopDomain shop, OwnApp app, Instant installedAt, Deadline deadline) {
        if (app.id().equals(settings.clientId())) {
            throw new FailureException(Failure.Invalid.field("client_id", "not-own", "is the platform's own app"));
        }
        return counted(() -> {
            try (var lease = leases.onToken(shop, deadline)) {
                connections.checkApp(shop, Optional.of(app.id()));
                var token = exchange.acquire(shop, app, deadline);
                check(token);
                var facts = facts(shop, token.access(), installedAt, deadline);
                return ownApps.connect(app, deadline, () -> announced(user, facts, token, lease));
            }
        });
    }

    private static StoreJson counted(Supplier<StoreJson> connecting) {
        try {
            var store = connecting.get();
            Metrics.count(Metric.CONNECTIONS_FINISHED);
            return store;
        } catch (FailureException failed) {
            if (isOurTrouble(failed.failure())) {
                Metrics.count(Metric.CONNECTIONS_FAILED);
            }
            throw failed;
        } catch (RuntimeException failed) {
            Metrics.count(Metric.CONNECTIONS_FAILED);
            throw failed;
        }
    }

    /// Whether neither the merchant nor the caller could have done better.
    private static boolean isOurTrouble(Failure failure) {
        return switch (failure) {
            case Failure.Upstream _,Failure.TimedOut _,Failure.Unavailable _,Failure.Limited _,Failure.OutcomeUnknown _,Failure.Refused _,Failure.ReauthRequired _ ->
                true;
            case Failure.Conflict conflict -> conflict.code().equals("store.identity-changed");
            case Failure.Invalid _,Failure.Unauthenticated _,Failure.Forbidden _,Failure.NotFound _,Failure.TooLarge _ ->
                false;
        };
    }

    private StoreJson connected(UserId user, ShopDomain shop, Credential credential, Leases.Lease lease,
            Instant installedAt, Deadline deadline) {
        check(credential);
        var facts = facts(shop, credential.access(), installedAt, deadline);
        return announced(user, facts, credential, lease);
    }

    /// Connecting again announces again, so a caller who is told that it failed can make up for what was not announced.
    private StoreJson announced(UserId user, ShopFacts facts, Credential credential, Leases.Lease lease) {
        var store = connections.connect(user, facts, credential, lease, clock.instant());
        announcements.publish(new Announcement.StoreConnected(store.shop(), clock.instant()));
        return StoreJson.of(store, credential);
    }

    private void check(Credential credential) {
        var missing = credential.scopes().missingFrom(settings.requiredScopes().names());
        if (!missing.isEmpty()) {
            throw new FailureException(new Failure.Forbidden("scopes.missing",
                    "The store granted less access than is needed; connect it again and leave the list as it is.",
                    missing.stream().map(scope -> Failure.Detail.ofValue("scope", "was not granted", scope))
                            .toList()));
        }
    }

    private ShopFacts facts(ShopDomain shop, AccessToken token, Instant installedAt, Deadline deadline) {
        var answer = admin.runWith(token, shop, READ_SHOP.with(Map.of()), deadline).shop();
        try {
            if (answer != null && answer.myshopifyDomain().equals(shop.value())) {
                return new ShopFacts(shop, Gid.ofShopify(Gid.Kind.SHOP, answer.id()), ZoneId.of(answer.ianaTimezone()),
                        Currency.getInstance(answer.currencyCode()), installedAt);
            }
        } catch (DateTimeException | IllegalArgumentException unknown) {
            throw new FailureException(new Failure.Upstream("shopify.bad-answer",
                    "Shopify described the shop in a way that we do not understand."), unknown);
        }
        throw new FailureException(new Failure.Conflict("store.identity-changed",
                "Another shop answers under this name."));
    }
}
