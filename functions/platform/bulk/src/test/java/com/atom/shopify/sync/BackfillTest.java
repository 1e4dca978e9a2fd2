package com.atom.shopify.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.admin.Errand;
import com.atom.shopify.aws.LocalAws;
import com.atom.shopify.bulk.Joined;
import com.atom.shopify.fake.aws.FakeKms;
import com.atom.shopify.fake.aws.LocalQueues;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.queue.Received;
import com.atom.shopify.queue.Verdict;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.time.Deadline;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackfillTest {
    private final CountedShop shopify = new CountedShop();
    private final LocalQueues queues = LocalQueues.start();
    private final LocalTables tables = LocalTables.start();
    private final FakeKms kms = FakeKms.start();
    private final String jobs = queues.create("jobs", Duration.ofMinutes(6), Queue.MOST_RECEIVES);
    private final ApplicationContext context = LocalAws.context(tables, kms, LocalAws.newKey(kms), Clock.systemUTC(),
            Map.of("test.sqs", queues.endpoint().toString(), "jobs.queue", jobs, "shopify.base.url",
                    shopify.base().toString()));
    private final Syncs syncs = context.getBean(Syncs.class);
    private final Backfill backfill = context.getBean(Backfill.class);
    private final Counter taken = context.getBean(Counter.class);
    private ShopDomain shop = newShop();
    private Sync current = Sync.begun("1700000000000-0000000000000000", Subject.ORDERS, false, CountedShop.FIRST,
            CountedShop.FIRST);

    /// Counts how often each order was taken in.
    @Singleton
    static final class Counter implements Sink {
        final Map<String, Integer> orders = new HashMap<>();

        @Override
        public Subject subject() {
            return Subject.ORDERS;
        }

        @Override
        public String document() {
            return "{ orders(query: \"WINDOW\") { edges { node { id lineItems { edges { node { id } } } } } } }";
        }

        @Override
        public Taken take(Errand at, List<Joined> objects, Instant asOf, boolean tells) {
            objects.forEach(each -> {
                assertThat(each.below()).hasSize(1);
                orders.merge(each.root().id().orElseThrow(), 1, Integer::sum);
            });
            return new Taken(objects.size(), 1);
        }
    }

    private static ShopDomain newShop() {
        return ShopDomain.parse("s" + UUID.randomUUID() + ".myshopify.com");
    }

    @BeforeEach
    void anew() {
        shop = newShop();
        taken.orders.clear();
        shopify.fates.clear();
        shopify.canceled.clear();
    }

    @AfterAll
    void stop() {
        context.close();
        kms.close();
        tables.close();
        queues.close();
        shopify.close();
    }

    @Test
    void everyOrderIsTakenInWindowByWindow() {
        var before = shopify.operations();
        var sync = start();

        work();

        var done = syncs.get(shop, sync.id());
        assertThat(done.status()).isEqualTo(Sync.Status.COMPLETED);
        assertThat(done.cursor()).isEqualTo(done.until());
        assertThat(taken.orders.keySet()).containsExactlyInAnyOrderElementsOf(all());
        assertThat(done.total()).isEqualTo(CountedShop.ORDERS * 1_000L);
        assertThat(done.roots()).isEqualTo(taken.orders.values().stream().mapToInt(Integer::intValue).sum());
        assertThat(done.rows()).isEqualTo(done.roots() * 2);
        assertThat(shopify.operations() - before).isGreaterThanOrEqualTo(CountedShop.ORDERS / 25);
    }

    @Test
    void aTruncatedFileIsNotTakenInAndItsWindowIsCollectedAgain() {
        shopify.fates.add(CountedShop.Fate.TRUNCATED);
        var sync = start();

        work(next());
        work(next());

        assertThat(taken.orders).isEmpty();
        assertThat(syncs.get(shop, sync.id()).failures()).isEqualTo(1);

        work();

        assertThat(syncs.get(shop, sync.id()).status()).isEqualTo(Sync.Status.COMPLETED);
        assertThat(taken.orders.keySet()).containsExactlyInAnyOrderElementsOf(all());
    }

    @Test
    void whatFailsAgainAndAgainEndsWithItsReasonAndIsResumedFromItsCursor() {
        shopify.fates.addAll(List.of(CountedShop.Fate.COMPLETED, CountedShop.Fate.FAILED, CountedShop.Fate.EXPIRED,
                CountedShop.Fate.FAILED, CountedShop.Fate.FAILED, CountedShop.Fate.FAILED));
        var sync = start();

        work();

        var failed = syncs.get(shop, sync.id());
        assertThat(failed.status()).isEqualTo(Sync.Status.FAILED);
        assertThat(failed.reason()).isEqualTo("failed");
        assertThat(failed.cursor()).isAfter(CountedShop.FIRST);
        var firstWindow = Map.copyOf(taken.orders);

        syncs.resume(shop, sync.id());
        work();

        assertThat(syncs.get(shop, sync.id()).status()).isEqualTo(Sync.Status.COMPLETED);
        assertThat(taken.orders.keySet()).containsExactlyInAnyOrderElementsOf(all());
        assertThat(taken.orders.get(CountedShop.gid(0))).isEqualTo(firstWindow.get(CountedShop.gid(0)));
        assertThatThrownBy(() -> syncs.resume(shop, sync.id())).hasMessage("sync.ended");
    }

    @Test
    void withoutAccessItFailsAtOnce() {
        shopify.fates.add(CountedShop.Fate.DENIED);
        var sync = start();

        work();

        assertThat(syncs.get(shop, sync.id()).reason()).isEqualTo("access-denied");
        assertThat(taken.orders).isEmpty();
    }

    @Test
    void aCanceledOneCancelsItsOperationAndGoesOnWhenItIsResumed() {
        shopify.fates.add(CountedShop.Fate.RUNNING);
        var sync = start();
        work(next());

        syncs.cancel(sync.id(), errand());
        work();

        var canceled = syncs.get(shop, sync.id());
        assertThat(canceled.status()).isEqualTo(Sync.Status.CANCELED);
        assertThat(shopify.canceled).hasSize(1);
        assertThat(taken.orders).isEmpty();
        assertThat(syncs.cancel(sync.id(), errand()).status()).isEqualTo(Sync.Status.CANCELED);

        syncs.resume(shop, sync.id());
        work();

        assertThat(syncs.get(shop, sync.id()).status()).isEqualTo(Sync.Status.COMPLETED);
    }

    @Test
    void theMessageOfAResumeWaitsUntilTheResumeIsWritten() {
        var canceled = syncs.cancel(start().id(), errand());

        assertThat(work(new BulkTask.OnSync(shop, canceled.id(), canceled.step() + 1)))
                .isInstanceOfSatisfying(Verdict.Later.class,
                        later -> assertThat(later.reason()).isEqualTo("sync.not-written"));
    }

    @Test
    void theNewsThatAnOperationHasEndedTakesItFurtherAndThePollingMessageEnds() {
        shopify.fates.add(CountedShop.Fate.RUNNING);
        var sync = start();
        var polling = next();
        assertThat(work(polling)).isInstanceOf(Verdict.Later.class);
        var operation = syncs.get(shop, sync.id()).current().orElseThrow().operation();
        shopify.complete(operation);

        var news = new BulkTask.Finished(shop, operation);

        assertThat(backfill.finished(news, received(Duration.ofSeconds(110)))).contains(new Verdict.Done());
        assertThat(syncs.get(shop, sync.id()).step()).isEqualTo(1);
        assertThat(taken.orders).isNotEmpty();
        assertThat(work(polling)).isEqualTo(new Verdict.Done());
        assertThat(backfill.finished(new BulkTask.Finished(shop, "gid://shopify/BulkOperation/0"),
                received(Duration.ofSeconds(110)))).isEmpty();
    }

    @Test
    void aSubjectIsReadOnceAtATime() {
        var sync = start();

        assertThatThrownBy(this::start).hasMessage("sync.running");

        work();
        assertThat(start().id()).isNotEqualTo(sync.id());
    }

    @Test
    void aStoreThatRunsAsManyAsItMayIsWaitedFor() {
        shopify.fates.add(CountedShop.Fate.BUSY);
        start();

        assertThat(work(next())).isInstanceOfSatisfying(Verdict.Later.class,
                later -> assertThat(later.reason()).isEqualTo("bulk.busy"));
    }

    @Test
    void withoutTimeNothingIsTakenInAndTheNextMessageGoesOn() {
        var sync = start();
        var message = next();
        assertThat(work(message)).isInstanceOf(Verdict.Later.class);

        assertThat(backfill.work(message, received(Duration.ofSeconds(18)))).isInstanceOf(Verdict.Later.class);
        assertThat(taken.orders).isEmpty();
        assertThat(work(message)).isEqualTo(new Verdict.Done());
        assertThat(syncs.get(shop, sync.id()).roots()).isPositive();
    }

    private Sync start() {
        current = syncs.start(shop, Subject.ORDERS, Syncs.BEGINNING);
        return current;
    }

    private Errand errand() {
        return Errand.at(shop, Deadline.in(Duration.ofSeconds(25), Clock.systemUTC()));
    }

    /// Works until it runs no more, whatever has to be waited for.
    private void work() {
        for (var tries = 0; syncs.get(shop, current.id()).isRunning(); tries++) {
            assertThat(tries).isLessThan(100);
            work(next());
        }
    }

    private Verdict work(BulkTask.OnSync task) {
        return backfill.work(task, received(Duration.ofSeconds(110)));
    }

    /// The message that takes it further.
    private BulkTask.OnSync next() {
        return new BulkTask.OnSync(shop, current.id(), syncs.get(shop, current.id()).step());
    }

    private Received received(Duration time) {
        return new Received("message", "", shop.value(), 1, Deadline.in(time, Clock.systemUTC()));
    }

    private static List<String> all() {
        return IntStream.range(0, CountedShop.ORDERS).mapToObj(CountedShop::gid).toList();
    }
}
