package com.atom.shopify.tokens;

import com.atom.shopify.admin.AccessToken;
import com.atom.shopify.admin.AccessTokens;
import com.atom.shopify.admin.Waiting;
import com.atom.shopify.connections.Connections;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.metrics.Metrics;
import com.atom.shopify.oauth.AppToken;
import com.atom.shopify.oauth.Credential;
import com.atom.shopify.oauth.Grant;
import com.atom.shopify.oauth.OwnApp;
import com.atom.shopify.oauth.RefreshToken;
import com.atom.shopify.oauth.TokenExchange;
import com.atom.shopify.oauth.TokenPair;
import com.atom.shopify.once.Leases;
import com.atom.shopify.routes.Metric;
import com.atom.shopify.time.Deadline;
import com.atom.shopify.tokens.TokenState.Usable;
import com.atom.shopify.tokens.TokenState.Valid;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// Keeps every store's token alive ([TokenState] has the states). Five minutes before its end a token is refreshed by one caller
/// while the others use it on; from half a minute before its end everybody waits for the new one. One caller at a time, over all
/// instances: who has the store's lease reads the row again, so whatever was stored meanwhile is used and not refreshed once
/// more. The new pair is stored only in the place of the one that it was got for, which stays beside it until the next refresh.
///
/// An answer that did not arrive, or could not be stored, is asked for again with the same refresh token, by this caller or the
/// next (shopify-platform 2.5, "lost response"). Only a definite refusal of that and of the pair before it ends in
/// `store.reauth-required`.
@Singleton
public final class TokenLifecycle implements AccessTokens {
    private static final Logger LOG = LoggerFactory.getLogger(TokenLifecycle.class);
    private static final Duration AGING = Duration.ofMinutes(5);
    /// A request that gets a token lives no longer.
    private static final Duration SPENT = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(150);
    /// What a refresh needs at least.
    private static final Duration LEAST_LEFT = Duration.ofSeconds(10);
    /// A little more, so that there is no second one.
    private static final Duration ONE_ATTEMPT = LEAST_LEFT.plusMillis(200);
    /// How long an aging token is used on after a refresh that failed.
    private static final Duration REST = Duration.ofSeconds(30);
    private static final int MOST_RESTING = 1_000;

    private final Tokens tokens;
    private final Connections connections;
    private final Leases leases;
    private final TokenExchange exchange;
    private final ClientSecrets secrets;
    private final Waiting waiting;
    private final Clock clock;
    private final Cache<ShopDomain, Duration> resting = Caffeine.newBuilder().maximumSize(MOST_RESTING)
            .expireAfterWrite(REST).build();

    TokenLifecycle(Tokens tokens, Connections connections, Leases leases, TokenExchange exchange, ClientSecrets secrets,
            Waiting waiting,
            Clock clock) {
        this.tokens = tokens;
        this.connections = connections;
        this.leases = leases;
        this.exchange = exchange;
        this.secrets = secrets;
        this.waiting = waiting;
        this.clock = clock;
    }

    private enum Age {
        FRESH,
        AGING,
        SPENT
    }

    /// The token to use now; fails with `store.reauth-required`, `store.busy`, `store.key-unavailable`, or as the refresh does.
    @Override
    public AccessToken of(ShopDomain shop, Deadline deadline) {
        return switch (usable(shop, tokens.lately(shop))) {
            case Valid known when age(known) == Age.FRESH -> known.credential().access();
            case Valid known when age(known) == Age.AGING -> resting.getIfPresent(shop) == null
                    ? renewedIfFree(shop, known, deadline)
                    : known.credential().access();
            case Usable _ -> current(shop, valid -> age(valid) != Age.SPENT, deadline).credential().access();
        };
    }

    @Override
    public Optional<AccessToken> insteadOf(AccessToken refused, ShopDomain shop, Deadline deadline) {
        try {
            return Optional
                    .of(current(shop, valid -> !valid.credential().access().equals(refused), deadline).credential()
                            .access());
        } catch (FailureException failed) {
            if (failed.failure() instanceof Failure.ReauthRequired) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    @Override
    public void useless(AccessToken token, ShopDomain shop) {
        if (tokens.now(shop) instanceof Valid valid && valid.credential().access().equals(token)) {
            tokens.reauthRequired(shop, valid);
        }
    }

    /// Refreshes the token now, whatever its age; fails as [#of] does.
    public Credential refresh(ShopDomain shop, Deadline deadline) {
        var version = usable(shop, tokens.now(shop)).version();
        return current(shop, valid -> valid.version() > version, deadline).credential();
    }

    /// Encrypts what is stored again, under the current key, without asking Shopify; fails with `store.busy` or
    /// `store.key-unavailable`.
    public void reencrypt(ShopDomain shop, Deadline deadline) {
        try (var lease = leases.onToken(shop, deadline)) {
            if (tokens.now(shop) instanceof Valid valid) {
                // If another change was faster, that one was encrypted under the current key.
                var _ = tokens.reencrypt(shop, valid, lease);
            }
        }
    }

    /// A new token if nobody else is at it and the request has the time for one attempt; the old one while it lasts if there is any
    /// trouble.
    private AccessToken renewedIfFree(ShopDomain shop, Valid known, Deadline deadline) {
        var lease = deadline.allows(ONE_ATTEMPT.multipliedBy(2))
                ? leases.tryOnToken(shop)
                : Optional.<Leases.Lease>empty();
        if (lease.isEmpty()) {
            return known.credential().access();
        }
        try (var held = lease.get()) {
            var brief = Deadline.in(ONE_ATTEMPT, clock);
            return renewed(shop, valid -> age(valid) == Age.FRESH, held, brief).credential().access();
        } catch (FailureException failed) {
            if (failed.failure() instanceof Failure.ReauthRequired) {
                throw failed;
            }
            resting.put(shop, REST);
            LOG.atWarn().addKeyValue("shop", shop).addKeyValue("code", failed.failure().code())
                    .log("refresh failed; the old token is used on");
            return known.credential().access();
        }
    }

    /// A pair that is good: one that somebody else has stored meanwhile, or a new one.
    private Valid current(ShopDomain shop, Predicate<Valid> good, Deadline deadline) {
        while (true) {
            var lease = leases.tryOnToken(shop);
            if (lease.isPresent()) {
                try (var held = lease.get()) {
                    return renewed(shop, good, held, deadline);
                }
            }
            if (usable(shop, tokens.now(shop)) instanceof Valid valid && good.test(valid)) {
                return valid;
            }
            if (!deadline.allows(BETWEEN_LOOKS.plus(LEAST_LEFT))) {
                throw Leases.busy();
            }
            waiting.waitFor(BETWEEN_LOOKS);
        }
    }

    private Valid renewed(ShopDomain shop, Predicate<Valid> good, Leases.Lease lease, Deadline deadline) {
        var old = usable(shop, tokens.now(shop));
        if (old instanceof Valid valid && good.test(valid)) {
            return valid;
        }
        var credential = counted(() -> newCredential(shop, old, lease.within(deadline)));
        var replaced = tokens.replace(shop, old, credential, lease);
        if (replaced.isPresent() && !(old instanceof Valid valid
                && credential.scopes().equals(valid.credential().scopes()))) {
            follow(shop, credential);
        }
        return replaced.orElseGet(() -> stored(shop));
    }

    private static Credential counted(Supplier<Credential> refresh) {
        try {
            var credential = refresh.get();
            Metrics.count(Metric.TOKENS_REFRESHED);
            return credential;
        } catch (FailureException failed) {
            Metrics.count(Metric.TOKEN_REFRESHES_FAILED);
            throw failed;
        }
    }

    /// What another change, which was faster, has stored.
    private Valid stored(ShopDomain shop) {
        return usable(shop, tokens.now(shop)) instanceof Valid valid ? valid : raise(Leases.busy());
    }

    private static Valid raise(FailureException failed) {
        throw failed;
    }

    /// A merchant may grant more or less at any time; a refresh is where we hear of it. The pair is stored by then, so a failure
    /// only means that we hear of it again with the next change or consent.
    private void follow(ShopDomain shop, Credential credential) {
        try {
            connections.granted(shop, credential.scopes());
        } catch (SdkException unfollowed) {
            LOG.atError().addKeyValue("shop", shop).setCause(unfollowed).log("scopes not followed");
        }
    }

    private Credential newCredential(ShopDomain shop, Usable old, Deadline deadline) {
        return switch (old) {
            case TokenState.Ended(var app, _) -> newToken(shop, old, app, deadline);
            case Valid valid -> switch (valid.credential()) {
                case AppToken token -> newToken(shop, old, token.app(), deadline);
                case TokenPair pair -> newPair(shop, valid, pair, deadline);
            };
        };
    }

    private AppToken newToken(ShopDomain shop, Usable old, String app, Deadline deadline) {
        var secret = secrets.ofApp(app);
        if (secret.isEmpty()) {
            tokens.reauthRequired(shop, old);
            throw new FailureException(new Failure.ReauthRequired(shop));
        }
        try {
            return patiently(deadline, () -> exchange.acquire(shop, new OwnApp(app, secret.get()), deadline));
        } catch (FailureException failed) {
            if (failed.failure() instanceof Failure.Refused) {
                tokens.reauthRequired(shop, old);
                throw new FailureException(new Failure.ReauthRequired(shop), failed);
            }
            throw failed;
        }
    }

    private TokenPair newPair(ShopDomain shop, Valid old, TokenPair pair, Deadline deadline) {
        try {
            return ask(shop, pair.refresh(), deadline);
        } catch (FailureException refused) {
            if (!(refused.failure() instanceof Failure.ReauthRequired)) {
                throw refused;
            }
            return tokens.previous(shop, old).map(previous -> askAgain(shop, old, previous, deadline))
                    .orElseThrow(() -> {
                        tokens.reauthRequired(shop, old);
                        return refused;
                    });
        }
    }

    /// With the pair before the one that was refused.
    private TokenPair askAgain(ShopDomain shop, Valid refused, TokenPair previous, Deadline deadline) {
        try {
            return ask(shop, previous.refresh(), deadline);
        } catch (FailureException failed) {
            if (failed.failure() instanceof Failure.ReauthRequired) {
                tokens.reauthRequired(shop, refused);
            }
            throw failed;
        }
    }

    private TokenPair ask(ShopDomain shop, RefreshToken token, Deadline deadline) {
        return patiently(deadline,
                () -> exchange.exchange(shop, new Grant.Refresh(token), secrets.client(), deadline));
    }

    private <T> T patiently(Deadline deadline, Supplier<T> attempt) {
        for (var pause = FIRST_PAUSE;; pause = pause.multipliedBy(4)) {
            try {
                return attempt.get();
            } catch (FailureException failed) {
                if (!isPassing(failed.failure()) || !deadline.allows(pause.plus(LEAST_LEFT))) {
                    throw failed;
                }
                waiting.waitFor(pause);
            }
        }
    }

    /// Whether asking again with the same token may help.
    private static boolean isPassing(Failure failure) {
        return switch (failure) {
            case Failure.Upstream upstream -> upstream.code().equals("shopify.unavailable");
            case Failure.TimedOut _,Failure.Limited _,Failure.Unavailable _ -> true;
            case Failure.Invalid _,Failure.Unauthenticated _,Failure.ReauthRequired _,Failure.Forbidden _,Failure.NotFound _,Failure.Conflict _,Failure.OutcomeUnknown _,Failure.TooLarge _,Failure.Refused _ ->
                false;
        };
    }

    private Age age(Valid valid) {
        var left = Duration.between(clock.instant(), valid.credential().accessExpiresAt());
        if (left.compareTo(AGING) > 0) {
            return Age.FRESH;
        }
        return left.compareTo(SPENT) > 0 ? Age.AGING : Age.SPENT;
    }

    private static Usable usable(ShopDomain shop, TokenState state) {
        return switch (state) {
            case Usable usable -> usable;
            case TokenState.Unknown _,TokenState.ReauthRequired _,TokenState.Uninstalled _ ->
                throw new FailureException(new Failure.ReauthRequired(shop));
        };
    }
}
