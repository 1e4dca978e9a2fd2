package com.atom.shopify.admin;

import static com.atom.shopify.admin.Things.CHANGE_DATA;
import static com.atom.shopify.admin.Things.MUTATION;
import static com.atom.shopify.admin.Things.QUERY;
import static com.atom.shopify.admin.Things.READ_DATA;
import static com.atom.shopify.admin.Things.SHOP;
import static com.atom.shopify.admin.Things.cost;
import static com.atom.shopify.admin.Things.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.http.TestClock;
import com.atom.shopify.id.ShopDomain;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PacingTest {
    private static final ShopDomain OTHER = new ShopDomain("other.myshopify.com");

    private final TestClient client = new TestClient();
    private final TestClock clock = new TestClock();
    private final OwnLine line = new OwnLine();
    private final Pacing pacing = new Pacing(clock, line);

    @AfterEach
    void stop() {
        client.close();
    }

    private Duration reserve(ShopDomain shop) {
        return pacing.reserve(shop, "Read", _ -> true).pause();
    }

    private void learn(ShopDomain shop, String operation, Cost cost) {
        pacing.learn(shop, operation, new Pacing.Place(Duration.ZERO, Duration.ZERO), cost);
    }

    @Test
    void waitsBeforeACallThatTheBucketCannotHold() {
        client.shopify.answers(200, with(READ_DATA, cost(500, 100, 2000, 100))).answers(200, READ_DATA);

        client.run(QUERY);
        client.run(QUERY);

        assertThat(client.pauses).containsExactly(Duration.ofSeconds(4));
        assertThat(client.shopify.asked()).hasSize(2);
    }

    @Test
    void sendsNothingWhenTheWaitIsLongerThanTheDeadline() {
        client.shopify.answers(200, with(READ_DATA, cost(500, 100, 2000, 100)));
        client.run(QUERY);

        assertThat(client.failure(QUERY, client.in(Duration.ofSeconds(4))))
                .isInstanceOfSatisfying(Failure.Limited.class,
                        limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(4)));
        assertThat(client.shopify.asked()).hasSize(1);
    }

    @Test
    void keepsTenSecondsForAMutation() {
        client.shopify.answers(200, with(CHANGE_DATA, cost(500, 100, 2000, 100)));
        client.run(MUTATION);

        assertThat(client.failure(MUTATION, client.in(Duration.ofSeconds(13)))).isInstanceOf(Failure.Limited.class);
        assertThat(client.shopify.asked()).hasSize(1);
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(reserve(SHOP)).isZero();
    }

    @Test
    void countsWhatIsRestoredWithTime() {
        learn(SHOP, "Read", new Cost(500, 500, 100, 2000, 100));
        clock.advance(Duration.ofSeconds(3));
        assertThat(reserve(SHOP)).isEqualTo(Duration.ofSeconds(1));

        learn(SHOP, "Read", new Cost(500, 500, 100, 2000, 100));
        clock.advance(Duration.ofHours(1));
        assertThat(reserve(SHOP)).isZero();
        assertThat(reserve(SHOP)).isZero();
        assertThat(reserve(SHOP)).isZero();
        assertThat(reserve(SHOP)).isZero();
        assertThat(reserve(SHOP)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void putsThoseWhoAskTogetherInLine() {
        learn(SHOP, "Read", new Cost(500, 500, 100, 2000, 100));

        assertThat(reserve(SHOP)).isEqualTo(Duration.ofSeconds(4));
        assertThat(reserve(SHOP)).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void takesNothingForACallThatIsNotMade() {
        learn(SHOP, "Read", new Cost(500, 500, 100, 2000, 100));

        assertThat(pacing.reserve(SHOP, "Read", _ -> false).pause()).isEqualTo(Duration.ofSeconds(4));
        assertThat(pacing.reserve(SHOP, "Read", _ -> false).pause()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void neverLetsOneStoreWaitForAnother() {
        learn(SHOP, "Read", new Cost(500, 500, 0, 2000, 100));
        learn(OTHER, "Read", new Cost(500, 500, 2000, 2000, 100));

        assertThat(reserve(OTHER)).isZero();
        assertThat(reserve(SHOP)).isPositive();
    }

    @Test
    void neverWaitsForMoreThanTheBucketHolds() {
        learn(OTHER, "Read", new Cost(900, 900, 0, 20_000, 1_000));
        learn(SHOP, "Other", new Cost(1, 1, 200, 400, 100));

        assertThat(reserve(SHOP)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void forgetsTheStoresThatWereNotUsedForLongest() {
        learn(SHOP, "Read", new Cost(500, 500, 0, 2000, 100));
        for (var i = 0; i < 1_000; i++) {
            learn(new ShopDomain("shop-" + i + ".myshopify.com"), "Read", new Cost(500, 500, 0, 2000, 100));
        }

        assertThat(reserve(SHOP)).isZero();
        assertThat(reserve(new ShopDomain("shop-0.myshopify.com"))).isPositive();
    }

    @Test
    void asksNobodyWhileTheBucketIsMoreThanHalfFull() {
        learn(SHOP, "Read", new Cost(500, 500, 1_600, 2000, 100));

        assertThat(reserve(SHOP)).isZero();
        assertThat(line.marks).isEmpty();
        assertThat(reserve(SHOP)).isZero();
        assertThat(line.marks).containsKey(SHOP);
    }

    @Test
    void standsInLineBehindOtherInstances() {
        var others = new Pacing(clock, line);
        others.learn(SHOP, "Read", new Pacing.Place(Duration.ZERO, Duration.ZERO), new Cost(500, 500, 100, 2000, 100));
        learn(SHOP, "Read", new Cost(500, 500, 100, 2000, 100));

        assertThat(others.reserve(SHOP, "Read", _ -> true).pause()).isEqualTo(Duration.ofSeconds(4));
        assertThat(reserve(SHOP)).isEqualTo(Duration.ofSeconds(9));
        assertThat(others.reserve(SHOP, "Read", _ -> true).pause()).isEqualTo(Duration.ofSeconds(14));
    }

    @Test
    void givesBackToTheOthersWhatACallDidNotUse() {
        var others = new Pacing(clock, line);
        others.learn(SHOP, "Read", new Pacing.Place(Duration.ZERO, Duration.ZERO), new Cost(500, 500, 100, 2000, 100));
        learn(SHOP, "Read", new Cost(500, 500, 100, 2000, 100));
        var place = pacing.reserve(SHOP, "Read", _ -> true);
        clock.advance(place.pause());

        pacing.learn(SHOP, "Read", place, new Cost(500, 200, 300, 2000, 100));

        assertThat(others.reserve(SHOP, "Read", _ -> true).pause()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aCallOfUnknownPriceIsNotMadeBeforeThoseThatWait() {
        learn(SHOP, "Read", new Cost(500, 500, 100, 2000, 100));
        assertThat(pacing.reserve(SHOP, "Other", _ -> true).pause()).isZero();

        assertThat(reserve(SHOP)).isEqualTo(Duration.ofSeconds(4));
        assertThat(pacing.reserve(SHOP, "Other", _ -> true).pause()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void knowsThePriceOfEachSizeOfPage() {
        client.shopify.answers(200, with(READ_DATA, cost(500, 1_000, 2000, 100)))
                .answers(200, with(READ_DATA, cost(20, 100, 2000, 100))).answers(200, READ_DATA);

        client.run(Things.READ.with(Map.of("first", 250)));
        client.run(Things.READ.with(Map.of("first", 10)));
        client.run(Things.READ.with(Map.of("first", 250)));

        assertThat(client.pauses).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void noStoreWaitsWhileTheLineOfAnotherIsAsked() throws Exception {
        var asked = new CountDownLatch(1);
        var mark = new CompletableFuture<Instant>();
        var patient = new Pacing(clock, (shop, known, by) -> {
            if (shop.equals(SHOP)) {
                asked.countDown();
                return mark.join();
            }
            return known.plus(by);
        });
        var none = new Pacing.Place(Duration.ZERO, Duration.ZERO);
        patient.learn(SHOP, "Read", none, new Cost(500, 500, 100, 2000, 100));
        patient.learn(OTHER, "Read", none, new Cost(500, 500, 100, 2000, 100));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waits = threads.submit(() -> patient.reserve(SHOP, "Read", _ -> true));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            var other = threads.submit(() -> patient.reserve(OTHER, "Read", _ -> true));
            try {
                assertThat(other.get(10, TimeUnit.SECONDS).pause()).isEqualTo(Duration.ofSeconds(4));
            } finally {
                mark.complete(clock.instant());
            }
            assertThat(waits.get().pause()).isZero();
        }
    }

    @Test
    void aPlaceThatDiedWithItsInstanceIsForgottenWhenTheLineWasEmpty() {
        var dies = new Pacing(clock, line);
        dies.learn(SHOP, "Read", new Pacing.Place(Duration.ZERO, Duration.ZERO), new Cost(500, 500, 0, 2000, 100));
        learn(SHOP, "Read", new Cost(500, 500, 0, 2000, 100));

        dies.reserve(SHOP, "Read", _ -> true);

        assertThat(reserve(SHOP)).isEqualTo(Duration.ofSeconds(10));
        clock.advance(Duration.ofSeconds(20));
        learn(SHOP, "Read", new Cost(500, 500, 500, 2000, 100));
        assertThat(reserve(SHOP)).isZero();
    }

    @Test
    void givesBackThePlaceOfACallWhoseAnswerNamesNoPrice() {
        var others = new Pacing(clock, line);
        others.learn(SHOP, "Read", new Pacing.Place(Duration.ZERO, Duration.ZERO), new Cost(500, 500, 100, 2000, 100));
        learn(SHOP, "Read", new Cost(500, 500, 100, 2000, 100));
        var place = pacing.reserve(SHOP, "Read", _ -> true);

        pacing.learn(SHOP, "Read", place, null);

        assertThat(others.reserve(SHOP, "Read", _ -> true).pause()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void clocksThatDifferCostNoMoreThanTheirDifference() {
        var early = new TestClock();
        early.advance(Duration.ofSeconds(2));
        var ahead = new Pacing(early, line);
        var none = new Pacing.Place(Duration.ZERO, Duration.ZERO);
        for (var round = 0; round < 10; round++) {
            ahead.learn(SHOP, "Read", none, new Cost(500, 500, 0, 2000, 100));
            learn(SHOP, "Read", new Cost(500, 500, 0, 2000, 100));

            assertThat(ahead.reserve(SHOP, "Read", _ -> true).pause()).isEqualTo(Duration.ofSeconds(5));
            assertThat(reserve(SHOP)).isEqualTo(Duration.ofSeconds(12));
            clock.advance(Duration.ofSeconds(12));
            early.advance(Duration.ofSeconds(12));
        }
    }

    @Test
    void whoeverHearsThatLessIsLeftTellsTheLine() {
        var others = new Pacing(clock, line);
        others.learn(SHOP, "Read", new Pacing.Place(Duration.ZERO, Duration.ZERO), new Cost(500, 500, 900, 2000, 100));
        learn(SHOP, "Read", new Cost(500, 500, 0, 2000, 100));

        assertThat(reserve(SHOP)).isEqualTo(Duration.ofSeconds(5));
        assertThat(others.reserve(SHOP, "Read", _ -> true).pause()).isEqualTo(Duration.ofSeconds(10));
    }
}
