package com.atom.shopify.jobs;

import com.atom.shopify.time.Deadline;
import com.atom.shopify.tokens.TokenLifecycle;
import com.atom.shopify.tokens.TokenRow;
import com.atom.shopify.tokens.Tokens;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/// Refreshes the tokens of stores that nobody calls. A refresh token ends after 90 days without a refresh, and then only the merchant
/// can help (shopify-platform 2.5); this happens two weeks before that. What was encrypted under a former key is moved to the
/// current one.
@Singleton
final class RefreshTokens implements ShopJob {
    private static final Duration BEFORE_THE_END = Duration.ofDays(14);

    private final TokenLifecycle tokens;
    private final Tokens stored;
    private final Clock clock;

    RefreshTokens(TokenLifecycle tokens, Tokens stored, Clock clock) {
        this.tokens = tokens;
        this.stored = stored;
        this.clock = clock;
    }

    @Override
    public boolean isDue(TokenRow store) {
        return store.status() == TokenRow.Status.USABLE
                && (endsSoon(store) || hasEnded(store) || store.underFormerKey());
    }

    private boolean endsSoon(TokenRow store) {
        var ends = store.refreshExpiresAt();
        return ends != null && ends.isBefore(clock.instant().plus(BEFORE_THE_END));
    }

    /// A store's own app has a token without a refresh token, which is not kept longer than it lives.
    private boolean hasEnded(TokenRow store) {
        var ends = store.accessExpiresAt();
        return store.refreshExpiresAt() == null && ends != null && !ends.isAfter(clock.instant());
    }

    @Override
    public void workOn(TokenRow store, Deadline deadline) {
        if (endsSoon(store)) {
            tokens.refresh(store.shop(), deadline);
        }
        if (hasEnded(store)) {
            stored.eraseEnded(store.shop());
        } else if (store.underFormerKey()) {
            tokens.reencrypt(store.shop(), deadline);
        }
    }
}
