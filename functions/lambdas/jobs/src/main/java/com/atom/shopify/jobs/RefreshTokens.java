package com.atom.shopify.jobs;

import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.time.Deadline;
import com.atom.shopify.tokens.TokenLifecycle;
import com.atom.shopify.tokens.TokenRow;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/// Refreshes the tokens of stores that nobody calls. A refresh token ends after 90 days without a refresh, and then only the merchant
/// can help (shopify-platform 2.5); this happens two weeks before that.
@Singleton
final class RefreshTokens implements ShopJob {
    private static final Duration BEFORE_THE_END = Duration.ofDays(14);

    private final TokenLifecycle tokens;
    private final Clock clock;

    RefreshTokens(TokenLifecycle tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public boolean isDue(TokenRow store) {
        var ends = store.refreshExpiresAt();
        return store.status() == TokenRow.Status.USABLE && ends != null
                && ends.isBefore(clock.instant().plus(BEFORE_THE_END));
    }

    @Override
    public void workOn(ShopDomain shop, Deadline deadline) {
        tokens.refresh(shop, deadline);
    }
}
