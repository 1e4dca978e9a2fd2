package com.atom.shopify.once;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.atom.shopify.aws.LocalAws;
import com.atom.shopify.aws.SetClock;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.fake.aws.FakeKms;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.id.UserId;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Two instances that share the budgets.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RateLimitsTest {
    private static final ShopDomain SHOP = new ShopDomain("busy.myshopify.com");

    private final SetClock clock = new SetClock(SetClock.FAR_AHEAD.plusSeconds(20));
    private final LocalTables tables = LocalTables.start();
    private final FakeKms kms = FakeKms.start();
    private final String key = LocalAws.newKey(kms);
    private final ApplicationContext one = LocalAws.context(tables, kms, key, clock);
    private final ApplicationContext other = LocalAws.context(tables, kms, key, clock);
    private final List<RateLimits> instances = List.of(one.getBean(RateLimits.class), other.getBean(RateLimits.class));

    @AfterAll
    void stop() {
        other.close();
        one.close();
        kms.close();
        tables.close();
    }

    @Test
    void aUserHasOneBudgetPerStoreOverAllInstances() {
        var user = new UserId("eager");
        for (var i = 0; i < RateLimits.PER_USER_AND_STORE; i++) {
            instances.get(i % 2).count(user, SHOP);
        }

        for (var instance : instances) {
            assertThatThrownBy(() -> instance.count(user, SHOP))
                    .asInstanceOf(type(FailureException.class))
                    .satisfies(refused -> assertThat(refused.failure())
                            .isInstanceOfSatisfying(Failure.Limited.class, limited -> {
                                assertThat(limited.code()).isEqualTo("rate.limited");
                                assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(40));
                            }));
        }
        instances.getFirst().count(user, new ShopDomain("quiet.myshopify.com"));
        instances.getFirst().count(new UserId("patient"), SHOP);
    }

    @Test
    void aUserHasOneBudgetForEverything() {
        var user = new UserId("everywhere");
        for (var i = 0; i < RateLimits.PER_USER; i++) {
            instances.get(i % 2).count(user);
        }

        assertThatThrownBy(() -> instances.getFirst().count(user)).hasMessage("rate.limited");
    }

    @Test
    void theNextMinuteBeginsANewBudget() {
        var later = new SetClock(clock.instant());
        try (var instance = LocalAws.context(tables, kms, key, later)) {
            var limits = instance.getBean(RateLimits.class);
            var user = new UserId("coming-back");
            for (var i = 0; i < RateLimits.PER_USER_AND_STORE; i++) {
                limits.count(user, SHOP);
            }
            assertThatThrownBy(() -> limits.count(user, SHOP)).hasMessage("rate.limited");

            later.advance(Duration.ofSeconds(40));

            limits.count(user, SHOP);
        }
    }
}
