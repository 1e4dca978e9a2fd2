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

    /// How long new tokens live.
    record Lifetimes(Duration access, Duration refresh) {
        static final Lifetimes SHOPIFYS = new Lifetimes(Duration.ofHours(1), Duration.ofDays(90));
    }

    /// An answer of the token endpoint; a permanent token has neither expiry nor refresh token.
    record Grant(String accessToken, Scopes scopes, Optional<String> refreshToken, Lifetimes lifetimes) {
        @Override
        public String toString() {
            return "Grant[hidden]";
        }
    }

    /// What the Admin API thinks of an access token.
    sealed interface Verdict {
        record Valid(Scopes scopes) implements Verdict {}

        record Permanent() implements Verdict {}

        record Refused() implements Verdict {}
    }

    private record Code(Scopes scopes, Instant expires) {}

    private record Access(Scopes scopes, @Nullable Instant expires) {}

    private record Refresh(String token, Scopes scopes, Instant expires, @Nullable Instant firstUsed) {}

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
            return Optional.of(new Grant(permanent(granted), granted, Optional.empty(), lifetimes));
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
        access.put(token, new Access(scopes, null));
        return token;
    }

    /// A new pair for a living refresh token. The one it replaces may be tried again until the replacement is used.
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

    Verdict verdict(String token, Instant now) {
        Access known = access.get(token);
        if (known == null) {
            return new Verdict.Refused();
        }
        if (known.expires() == null) {
            return new Verdict.Permanent();
        }
        return now.isBefore(known.expires()) ? new Verdict.Valid(known.scopes()) : new Verdict.Refused();
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
        String token = Secrets.random("shpat_");
        access.values().removeIf(old -> old.expires() != null && !now.isBefore(old.expires()));
        access.put(token, new Access(refresh.scopes(), now.plus(lifetimes.access())));
        return new Grant(token, refresh.scopes(), Optional.of(refresh.token()), lifetimes);
    }
}
