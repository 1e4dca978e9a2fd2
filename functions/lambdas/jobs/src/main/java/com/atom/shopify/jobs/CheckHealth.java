package com.atom.shopify.jobs;

import com.atom.shopify.announcements.Announcement;
import com.atom.shopify.announcements.Announcements;
import com.atom.shopify.checks.Checkup;
import com.atom.shopify.checks.Checkups;
import com.atom.shopify.checks.Checkups.Remembered;
import com.atom.shopify.checks.Findings;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.metrics.Metrics;
import com.atom.shopify.routes.Metric;
import com.atom.shopify.time.Deadline;
import com.atom.shopify.tokens.TokenRow;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks every connected store whether calls work, and remembers what it says. The platform is told here, and at no other place, that
/// only its merchant can make a store work again, so that a function which serves requests needs no event bus. It is told once,
/// unless telling and remembering come apart.
@Singleton
final class CheckHealth implements ShopJob {
    private static final Logger LOG = LoggerFactory.getLogger(CheckHealth.class);
    /// Thousands of stores are not to be asked at the same second (shopify-platform 9).
    private static final int PER_SECOND = 20;

    private final Checkup checkup;
    private final Checkups checkups;
    private final Announcements announcements;

    CheckHealth(Checkup checkup, Checkups checkups, Announcements announcements) {
        this.checkup = checkup;
        this.checkups = checkups;
        this.announcements = announcements;
    }

    @Override
    public int perSecond() {
        return PER_SECOND;
    }

    @Override
    public boolean isDue(TokenRow store) {
        return store.status() != TokenRow.Status.ERASED;
    }

    @Override
    public void workOn(TokenRow store, Deadline deadline) {
        var shop = store.shop();
        var before = Optional.ofNullable(checkups.of(List.of(shop)).get(shop));
        var found = checkup.of(shop, deadline);
        if (needsMerchant(found.code()) && !needsMerchant(before.flatMap(Remembered::code))) {
            announcements.publish(new Announcement.ReauthRequired(shop, found.at()));
        }
        checkups.note(shop, found, before);
        Metrics.count(Metric.STORES_CHECKED, found.level().word());
        if (before.map(Remembered::level).filter(found.level()::equals).isEmpty()) {
            log(shop, found, before);
        }
    }

    private static boolean needsMerchant(Optional<String> code) {
        return code.equals(Optional.of(Failure.ReauthRequired.CODE));
    }

    private static void log(ShopDomain shop, Findings found, Optional<Remembered> before) {
        LOG.atInfo().addKeyValue("shop", shop).addKeyValue("level", found.level().word())
                .addKeyValue("before", before.map(known -> known.level().word()).orElse("unknown"))
                .addKeyValue("code", found.code().orElse("none")).log("health of a store changed");
    }
}
