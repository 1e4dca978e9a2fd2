package com.atom.shopify.tokens;

import com.atom.shopify.connections.StoreStatus;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.once.Leases;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How stores are, from our own tables: Shopify is not asked.
@Singleton
public final class Conditions {
    /// The code of a store whose token cannot be encrypted or decrypted now.
    public static final String KEY_UNAVAILABLE = TokenCipher.UNAVAILABLE;
    private static final Duration EXPIRES_SOON = Duration.ofDays(14);

    private final TokenRows rows;
    private final Tokens tokens;
    private final Leases leases;
    private final Clock clock;

    Conditions(TokenRows rows, Tokens tokens, Leases leases, Clock clock) {
        this.rows = rows;
        this.tokens = tokens;
        this.leases = leases;
        this.clock = clock;
    }

    /// How each of these stores is, without decrypting anything.
    public Map<ShopDomain, Condition> of(List<ShopDomain> shops) {
        var known = rows.of(shops);
        var held = leases.heldOnTokens(shops);
        return shops.stream().collect(Collectors.toMap(Function.identity(), shop -> Optional
                .ofNullable(known.get(shop)).map(row -> condition(row, held.contains(shop)))
                .orElse(Condition.NEVER_CONNECTED)));
    }

    /// How a store is, with a look whether its token can be decrypted, at most once in a few minutes.
    public Condition lookedInto(ShopDomain shop) {
        var condition = Optional.ofNullable(of(List.of(shop)).get(shop)).orElse(Condition.NEVER_CONNECTED);
        return switch (condition.status()) {
            case VALID, EXPIRING, REFRESHING -> isReadable(shop)
                    ? condition
                    : condition.with(StoreStatus.KEY_UNAVAILABLE);
            case REAUTH_REQUIRED, UNINSTALLED, KEY_UNAVAILABLE -> condition;
        };
    }

    private boolean isReadable(ShopDomain shop) {
        try {
            var _ = tokens.lately(shop);
            return true;
        } catch (FailureException failed) {
            if (failed.failure() instanceof Failure.Unavailable) {
                return false;
            }
            throw failed;
        }
    }

    private Condition condition(TokenRow row, boolean isBeingRenewed) {
        return new Condition(switch (row.status()) {
            case USABLE -> isBeingRenewed ? StoreStatus.REFRESHING : until(row.refreshExpiresAt());
            case REFUSED -> StoreStatus.REAUTH_REQUIRED;
            case ERASED -> StoreStatus.UNINSTALLED;
        }, row.accessExpiresAt(), row.refreshExpiresAt());
    }

    /// The token of a store's own app has no end that matters: there is always another one.
    private StoreStatus until(@Nullable Instant end) {
        if (end == null) {
            return StoreStatus.VALID;
        }
        var left = Duration.between(clock.instant(), end);
        if (!left.isPositive()) {
            return StoreStatus.REAUTH_REQUIRED;
        }
        return left.compareTo(EXPIRES_SOON) < 0 ? StoreStatus.EXPIRING : StoreStatus.VALID;
    }
}
