package com.atom.shopify.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.aws.LocalAws;
import com.atom.shopify.aws.SetClock;
import com.atom.shopify.fake.aws.FakeKms;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.routes.Topic;
import io.micronaut.context.ApplicationContext;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchTest {
    private final SetClock clock = new SetClock(SetClock.FAR_AHEAD);
    private final LocalTables tables = LocalTables.start();
    private final FakeKms kms = FakeKms.start();
    private final ApplicationContext context = LocalAws.context(tables, kms, LocalAws.newKey(kms), clock);
    private final Watch watch = context.getBean(Watch.class);

    @AfterAll
    void stop() {
        context.close();
        kms.close();
        tables.close();
    }

    @Test
    void whatWasNeverRightHasNoGap() {
        var shop = newShop();

        watch.wrong(shop);

        assertThat(watch.of(shop)).isEqualTo(
                new Watch.Watched(Optional.empty(), Optional.empty(), false, Set.of()));
    }

    @Test
    void aGapBeginsWhenEverythingWasLastRightAndStaysUntilItIsFilled() {
        var shop = newShop();
        var right = clock.instant();
        watch.right(shop, right, Set.of());
        watch.wrong(shop);
        watch.right(shop, right.plusSeconds(3_600), Set.of());
        watch.wrong(shop);

        assertThat(watch.of(shop).gapFrom()).contains(right);

        watch.filled(shop, right.plusSeconds(1), right.plusSeconds(9));
        assertThat(watch.of(shop).gapFrom()).contains(right);
        watch.filled(shop, right.minusSeconds(9), right.minusSeconds(1));
        assertThat(watch.of(shop).gapFrom()).contains(right);
        watch.filled(shop, right, right.plusSeconds(9));
        assertThat(watch.of(shop).gapFrom()).isEmpty();
        assertThat(watch.of(shop).rightAt()).contains(right.plusSeconds(3_600));
    }

    @Test
    void whileTheyAreStoppedEachGapIsFollowedByTheNext() {
        var shop = newShop();
        var stopped = clock.instant();
        watch.right(shop, stopped.minusSeconds(60), Set.of());
        watch.stop(shop);
        assertThat(watch.of(shop).gapFrom()).contains(stopped);

        watch.filled(shop, stopped.minusSeconds(60), stopped.plusSeconds(60));
        assertThat(watch.of(shop).gapFrom()).contains(stopped.plusSeconds(60));

        watch.right(shop, stopped.plusSeconds(90), Set.of());
        watch.filled(shop, stopped, stopped.plusSeconds(120));
        assertThat(watch.of(shop).gapFrom()).isEmpty();
    }

    @Test
    void whatWasRefusedIsRememberedAndWhatWasStoppedGoesOnWhenItIsRight() {
        var shop = newShop();
        watch.stop(shop);
        assertThat(watch.of(shop).stopped()).isTrue();

        watch.right(shop, clock.instant(), Set.of(Topic.ORDERS_CREATE));

        assertThat(watch.of(shop).stopped()).isFalse();
        assertThat(watch.of(shop).refused()).containsExactly(Topic.ORDERS_CREATE);
        watch.right(shop, clock.instant(), Set.of());
        assertThat(watch.of(shop).refused()).isEmpty();
    }

    private static ShopDomain newShop() {
        return new ShopDomain("shop-" + UUID.randomUUID() + ".myshopify.com");
    }
}
