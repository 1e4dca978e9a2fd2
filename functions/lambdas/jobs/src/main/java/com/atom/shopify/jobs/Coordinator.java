package com.atom.shopify.jobs;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.metrics.Metrics;
import com.atom.shopify.queue.Message;
import com.atom.shopify.queue.Queues;
import com.atom.shopify.queue.Received;
import com.atom.shopify.queue.Verdict;
import com.atom.shopify.routes.Job;
import com.atom.shopify.routes.Metric;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.time.Deadline;
import com.atom.shopify.tokens.TokenRows;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes a run from its schedule to its report. Every step is a message, so whatever dies is received again and does its step again;
/// one store's failure is one line of the report.
@Singleton
final class Coordinator {
    private static final Logger LOG = LoggerFactory.getLogger(Coordinator.class);
    private static final int PAGE = 250;
    /// Out of time it goes on with a message to itself.
    private static final Duration TIME_FOR_A_PAGE = Duration.ofSeconds(20);
    private static final Duration LONGEST_ON_A_SHOP = Duration.ofSeconds(25);
    private static final Duration FIRST_LOOK_AT_OUTCOMES = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final Queues queues;
    private final TokenRows stores;
    private final Runs runs;
    private final RefreshTokens refreshTokens;
    private final CheckSubscriptions checkSubscriptions;
    private final Reconcile reconcile;
    private final CheckHealth checkHealth;
    private final MakeReports makeReports;
    private final ObjectMapper json;
    private final Clock clock;

    Coordinator(Queues queues, TokenRows stores, Runs runs, RefreshTokens refreshTokens,
            CheckSubscriptions checkSubscriptions, Reconcile reconcile, CheckHealth checkHealth,
            MakeReports makeReports, ObjectMapper json, Clock clock) {
        this.queues = queues;
        this.stores = stores;
        this.runs = runs;
        this.refreshTokens = refreshTokens;
        this.checkSubscriptions = checkSubscriptions;
        this.reconcile = reconcile;
        this.checkHealth = checkHealth;
        this.makeReports = makeReports;
        this.json = json;
        this.clock = clock;
    }

    private ShopJob work(Job job) {
        return switch (job) {
            case REFRESH_TOKENS -> refreshTokens;
            case CHECK_SUBSCRIPTIONS -> checkSubscriptions;
            case RECONCILE -> reconcile;
            case CHECK_HEALTH -> checkHealth;
            case MAKE_REPORTS -> makeReports;
        };
    }

    /// Begins a run, unless it has begun.
    void begin(Run run) {
        if (!runs.hasBegun(run)) {
            send(new Task.Look(run, Optional.empty(), Task.Tally.NONE), Duration.ZERO);
            runs.begun(run);
            Metrics.count(Metric.JOBS_BEGUN, run.job().id());
        }
    }

    Verdict work(Received message) {
        return switch (Task.read(message.body(), json)) {
            case Task.Look look -> look(look, message.deadline());
            case Task.OnShop onShop -> workOn(onShop, message);
            case Task.Report report -> report(report);
        };
    }

    private Verdict look(Task.Look look, Deadline deadline) {
        var job = work(look.run().job());
        var from = look.from();
        var tally = look.tally();
        while (deadline.allows(TIME_FOR_A_PAGE)) {
            var page = stores.page(from, PAGE);
            var due = job.due(page.rows());
            var before = tally.due();
            queues.send(Queue.JOBS, IntStream.range(0, due.size())
                    .mapToObj(at -> onShop(look.run(), due.get(at), turn(job, before + at))).toList());
            tally = tally.plus(page.rows().size(), due.size());
            from = page.next();
            if (from.isEmpty()) {
                send(new Task.Report(look.run(), tally), FIRST_LOOK_AT_OUTCOMES.plus(turn(job, tally.due())));
                return new Verdict.Done();
            }
        }
        send(new Task.Look(look.run(), from, tally), Duration.ZERO);
        return new Verdict.Done();
    }

    private Message onShop(Run run, ShopDomain shop, Duration delay) {
        return new Message(new Task.OnShop(run, shop).write(json), shop.value(), delay);
    }

    /// When it is the turn of the store with this number. So many that a queue cannot keep the last of them back for so long begin
    /// from the front again.
    private static Duration turn(ShopJob job, int number) {
        return Duration.ofSeconds(number / job.perSecond() % Message.LONGEST_DELAY.toSeconds());
    }

    private void send(Task task, Duration delay) {
        queues.send(Queue.JOBS, List.of(new Message(task.write(json), task.run().job().id(), delay)));
    }

    /// The store is looked at again: what was delivered twice finds it done.
    private Verdict workOn(Task.OnShop task, Received message) {
        try {
            var job = work(task.run().job());
            var store = stores.of(List.of(task.shop())).get(task.shop());
            if (store != null && job.isDue(store)) {
                job.workOn(store, message.deadline().within(LONGEST_ON_A_SHOP));
            }
            runs.ended(task.run(), task.shop(), "done");
            return new Verdict.Done();
        } catch (FailureException failed) {
            if (isOfTheStore(failed.failure())) {
                failed(task, failed.failure().code());
                return new Verdict.Done();
            }
            throw failed;
        } catch (RuntimeException bug) {
            if (message.isLastAttempt()) {
                failed(task, "bug");
            }
            throw bug;
        }
    }

    private void failed(Task.OnShop task, String code) {
        LOG.atWarn().addKeyValue("job", task.run().job().id()).addKeyValue("shop", task.shop())
                .addKeyValue("code", code).log("job failed on a shop");
        Metrics.count(Metric.JOB_SHOPS_FAILED, task.run().job().id());
        runs.ended(task.run(), task.shop(), code);
    }

    /// Whether that is how the store is, and not how things are at the moment.
    private static boolean isOfTheStore(Failure failure) {
        return !(Verdict.of(new FailureException(failure)) instanceof Verdict.Later);
    }

    private Verdict report(Task.Report task) {
        var outcomes = runs.outcomes(task.run());
        var ended = outcomes.values().stream().mapToInt(Integer::intValue).sum();
        var missing = task.tally().due() - ended;
        if (missing > 0 && clock.instant().isBefore(task.run().scheduledAt().plus(task.run().job().every()))) {
            return Verdict.Later.after(BETWEEN_LOOKS, "run-not-finished");
        }
        runs.finished(task.run(), task.tally(), outcomes);
        LOG.atInfo().addKeyValue("job", task.run().job().id()).addKeyValue("run", task.run().id())
                .addKeyValue("seen", task.tally().seen()).addKeyValue("due", task.tally().due())
                .addKeyValue("outcomes", outcomes).addKeyValue("unfinished", Math.max(0, missing)).log("job finished");
        return new Verdict.Done();
    }
}
