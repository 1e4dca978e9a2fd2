package com.atom.shopify.jobs;

import com.atom.shopify.admin.Errand;
import com.atom.shopify.subscriptions.SubscriptionOwner;
import com.atom.shopify.subscriptions.Subscriptions;
import com.atom.shopify.subscriptions.Watch;
import com.atom.shopify.time.Deadline;
import com.atom.shopify.tokens.TokenRow;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the subscriptions of connected stores right, unless somebody removed them on purpose. What was missing may have been missing
/// since they were last right; the time from then on stays noted in [Watch] until a backfill has filled it.
@Singleton
final class CheckSubscriptions implements ShopJob {
    private static final Logger LOG = LoggerFactory.getLogger(CheckSubscriptions.class);

    private final Subscriptions subscriptions;
    private final Watch watch;

    CheckSubscriptions(Subscriptions subscriptions, Watch watch) {
        this.subscriptions = subscriptions;
        this.watch = watch;
    }

    @Override
    public void workOn(TokenRow store, Deadline deadline) {
        var shop = store.shop();
        if (subscriptions.owner() == SubscriptionOwner.SHOP && watch.of(shop).stopped()) {
            return;
        }
        var ensured = subscriptions.ensure(Errand.at(shop, deadline));
        if (ensured.changed() > 0) {
            var gap = watch.of(shop).gapFrom().map(Instant::toString).orElse("none");
            LOG.atWarn().addKeyValue("shop", shop).addKeyValue("created", ensured.created())
                    .addKeyValue("redirected", ensured.redirected().size())
                    .addKeyValue("removed", ensured.removed().size()).addKeyValue("gap_from", gap)
                    .log("subscriptions made right");
        }
    }
}
