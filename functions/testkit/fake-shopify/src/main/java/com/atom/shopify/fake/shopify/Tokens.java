package com.atom.shopify.fake.shopify;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The codes and tokens of one app in one shop. Rules: shopify-platform 2.5. Guarded by the shop's lock.
final class Tokens {
    private static final Duration CODE_TTL = Duration.ofHours(1);
    private static final Duration RETRY_WINDOW = Duration.ofDays(30);
    private static final Duration MIGRATION_WINDOW = Duration.ofDays(7);

    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Access> access = new HashMap<>();
    private final Map<String, Instant> migrated = new HashMap<>();
    private @Nullable Refresh current;
    private @Nullable Refresh replaced;
    private Scopes granted = Scopes.NONE;
    private boolean installed;

    /// How long new tokens live; `own` is that of a token by client credentials.
    record Lifetimes(Duration access, Duration refresh, Duration own) {
        static final Lifetimes SHOPIFYS = new Lifetimes(Duration.ofHours(1), Duration.ofDays(90),
                Duration.ofSeconds(86_399));
    }

    /// An answer of the token endpoint: each token with the time that it has left. A permanent token has no end, and only
    /// one that comes with a refresh token can be renewed.
    record Grant(String accessToken, Scopes scopes, Optional<Duration> life, Optional<Renewal> renewal) {
        @Override
        public String toString() {
            return "Grant[hidden]";
        }
    }

    /// A refresh token and the time that it has left.
    record Renewal(String token, Duration life) {
        @Override
        public String toString() {
            return "Renewal[hidden]";
        }
    }

    /// What the Admin API thinks of an access token.
    sealed interface Verdict {
        record Valid(Scopes scopes) implements Verdict {}

        record Permanent(Scopes scopes) implements Verdict {}

        record Refused() implements Verdict {}
    }

    private record Code(Scopes scopes, Instant expires) {}

    /// `pair` is the refresh token that it came with.
    private record Access(Scopes scopes, @Nullable Instant expires, @Nullable String pair) {
        Access with(Scopes others) {
            return new Access(others, expires, pair);
        }

        boolean living(Instant now) {
            return expires == null || now.isBefore(expires);
        }
    }

    private record Refresh(String token, Scopes scopes, Instant expires, @Nullable Instant firstUsed) {
        Refresh with(Scopes others) {
            return new Refresh(token, others, expires, firstUsed);
        }
    }

    /// The merchant agreed.
    String newCode(Scopes scopes, Instant now) {
        String code = Secrets.random("");
        codes.put(code, new Code(scopes, now.plus(CODE_TTL)));
        return code;
    }

    /// Spends the code. A new pair ends the old refresh token at once; old access tokens live out their time.
    Optional<Grant> exchange(String code, boolean expiring, Lifetimes lifetimes, Instant now) {
        Code known = codes.remove(code);
        if (known == null || !now.isBefore(known.expires())) {
            return Optional.empty();
        }
        installed = true;
        granted = known.scopes();
        if (!expiring) {
            return Optional.of(new Grant(permanent(granted), granted, Optional.empty(), Optional.empty()));
        }
        replaced = null;
        current = newRefresh(granted, lifetimes, now);
        return Optional.of(grant(current, lifetimes, now));
    }

    /// A token without an end, as apps got them once.
    String permanent(Scopes scopes) {
        installed = true;
        granted = scopes;
        String token = Secrets.random("shpat_");
        access.put(token, new Access(scopes, null, null));
        return token;
    }

    /// The merchant installs an app without a code, as is done with an own one.
    void install(Scopes scopes) {
        installed = true;
        regrant(scopes);
    }

    /// The merchant agrees to other scopes: what the app holds has them from now on.
    void regrant(Scopes scopes) {
        granted = scopes;
        access.replaceAll((token, known) -> known.with(scopes));
        current = current == null ? null : current.with(scopes);
    }

    Scopes granted() {
        return granted;
    }

    /// A token for an app's own credentials, which nothing renews: the app asks again.
    Optional<Grant> own(Lifetimes lifetimes, Instant now) {
        if (!installed) {
            return Optional.empty();
        }
        String token = access(granted, now.plus(lifetimes.own()), null, now);
        return Optional.of(new Grant(token, granted, Optional.of(lifetimes.own()), Optional.empty()));
    }

    /// A new pair for a living refresh token. The one it replaces may be tried again until the new pair is used, be it
    /// the refresh token here or the access token at the Admin API.
    Optional<Grant> refresh(String token, Lifetimes lifetimes, Instant now) {
        Refresh live = current;
        if (live == null) {
            return Optional.empty();
        }
        if (live.token().equals(token)) {
            if (!now.isBefore(live.expires())) {
                return Optional.empty();
            }
            replaced = new Refresh(live.token(), live.scopes(), live.expires(), now);
            current = newRefresh(granted, lifetimes, now);
            return Optional.of(grant(current, lifetimes, now));
        }
        return mayBeRetried(token, now) ? Optional.of(grant(live, lifetimes, now)) : Optional.empty();
    }

    /// An expiring pair for a permanent token, which ends with that. Should the answer be lost, the same token gives one again for
    /// seven days.
    Optional<Grant> migrate(String token, Lifetimes lifetimes, Instant now) {
        Instant first = migrated.get(token);
        Refresh live = current;
        if (first != null) {
            return live != null && now.isBefore(first.plus(MIGRATION_WINDOW))
                    ? Optional.of(grant(live, lifetimes, now))
                    : Optional.empty();
        }
        Access known = access.get(token);
        if (known == null || known.expires() != null) {
            return Optional.empty();
        }
        access.remove(token);
        migrated.put(token, now);
        replaced = null;
        current = newRefresh(known.scopes(), lifetimes, now);
        return Optional.of(grant(current, lifetimes, now));
    }

    private boolean mayBeRetried(String token, Instant now) {
        Refresh old = replaced;
        return old != null && old.firstUsed() != null && old.token().equals(token) && now.isBefore(old.expires())
                && now.isBefore(old.firstUsed().plus(RETRY_WINDOW));
    }

    /// What an access token opens. Using one of the newest pair ends the refresh token that the pair replaced.
    Verdict use(String token, Instant now) {
        Access known = access.get(token);
        if (known == null || !known.living(now)) {
            return new Verdict.Refused();
        }
        if (known.expires() == null) {
            return new Verdict.Permanent(known.scopes());
        }
        if (current != null && current.token().equals(known.pair())) {
            replaced = null;
        }
        return new Verdict.Valid(known.scopes());
    }

    /// The app is gone from the shop: nothing that it holds works any more.
    void revoke() {
        codes.clear();
        access.clear();
        migrated.clear();
        current = null;
        replaced = null;
        installed = false;
        granted = Scopes.NONE;
    }

    boolean installed() {
        return installed;
    }

    private Refresh newRefresh(Scopes scopes, Lifetimes lifetimes, Instant now) {
        return new Refresh(Secrets.random("shprt_"), scopes, now.plus(lifetimes.refresh()), null);
    }

    private Grant grant(Refresh refresh, Lifetimes lifetimes, Instant now) {
        String token = access(refresh.scopes(), now.plus(lifetimes.access()), refresh.token(), now);
        return new Grant(token, refresh.scopes(), Optional.of(lifetimes.access()),
                Optional.of(new Renewal(refresh.token(), Duration.between(now, refresh.expires()))));
    }

    private String access(Scopes scopes, Instant expires, @Nullable String pair, Instant now) {
        String token = Secrets.random("shpat_");
        access.values().removeIf(old -> !old.living(now));
        access.put(token, new Access(scopes, expires, pair));
        return token;
    }
}
