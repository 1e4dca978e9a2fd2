package com.atom.shopify.sync;

import com.atom.shopify.admin.Errand;
import com.atom.shopify.bulk.BulkOperations;
import com.atom.shopify.bulk.BulkState;
import com.atom.shopify.bulk.Joined;
import com.atom.shopify.bulk.ResultFile;
import com.atom.shopify.bulk.ResultFiles;
import com.atom.shopify.checks.Vitals;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.queue.Received;
import com.atom.shopify.queue.Verdict;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes a backfill from step to step: counts, has Shopify collect a window, waits, takes its file in, moves the cursor. Every step may
/// be done again, by several at once too: what was written down decides, and taking objects in twice changes nothing.
@Singleton
public final class Backfill {
    private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);
    private static final String WINDOW = "\"WINDOW\"";
    /// How long after its start, and from then on, Shopify is asked whether it is done; its webhook is quicker as a rule.
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
    private static final Duration UNTIL_WRITTEN = Duration.ofSeconds(2);
    private static final int BATCH = 250;
    /// Progress is written down after so many objects.
    private static final int NOTED_AFTER = 2_500;
    /// After about so many changes of one backfill the platform is told of no more: it sees that everything is new to us.
    private static final long MOST_TOLD = 10_000;
    /// What can be held in memory together with what is made of it.
    private static final long LARGEST_FILE = 128L << 20;
    /// Trying again cannot help against these.
    private static final Set<String> FINAL = Set.of("access-denied");

    private final Syncs syncs;
    private final Windows windows;
    private final BulkOperations operations;
    private final ResultFiles files;
    private final Reconciliation reconciliation;
    private final Map<Subject, Sink> sinks;
    private final Vitals vitals;
    private final Clock clock;

    Backfill(Syncs syncs, Windows windows, BulkOperations operations, ResultFiles files, Reconciliation reconciliation,
            List<Sink> sinks, Vitals vitals, Clock clock) {
        this.syncs = syncs;
        this.windows = windows;
        this.operations = operations;
        this.files = files;
        this.reconciliation = reconciliation;
        this.sinks = sinks.stream().collect(Collectors.toMap(Sink::subject, Function.identity()));
        this.vitals = vitals;
        this.clock = clock;
    }

    /// Works on a message about a backfill.
    public Verdict work(BulkTask.OnSync task, Received message) {
        var found = syncs.find(task.shop(), task.id());
        if (found.isPresent() && found.get().step() < task.step()) {
            // The message of a resume comes before the sync runs again.
            return Verdict.Later.after(UNTIL_WRITTEN, "sync.not-written");
        }
        if (found.isEmpty() || found.get().step() > task.step() || !found.get().isRunning()) {
            return new Verdict.Done();
        }
        return guarded(found.get(), task.shop(), message);
    }

    /// Works on the news that an operation has ended, if a backfill waits for it. The message that looks after it regularly
    /// finds that out, and is not needed any more.
    public Optional<Verdict> finished(BulkTask.Finished task, Received message) {
        return syncs.waitingFor(task.shop(), task.operation())
                .map(sync -> sync.isRunning() && sync.isCollectedBy(task.operation())
                        ? guarded(sync, task.shop(), message)
                        : new Verdict.Done());
    }

    /// A window that was no good is collected again; what cannot pass ends the backfill, where its reason can be read, and
    /// somebody may resume it.
    private Verdict guarded(Sync sync, ShopDomain shop, Received message) {
        try {
            return step(sync, Errand.at(shop, message.deadline()));
        } catch (FailureException failed) {
            if (Verdict.of(failed) instanceof Verdict.Later later) {
                return later;
            }
            var code = failed.failure().code();
            return switch (failed.failure()) {
                case Failure.Upstream _,Failure.OutcomeUnknown _,Failure.TimedOut _,Failure.Unavailable _,Failure.Limited _ ->
                    again(sync, shop, code);
                case Failure.Invalid _,Failure.Unauthenticated _,Failure.ReauthRequired _,Failure.Forbidden _,Failure.NotFound _,Failure.Conflict _,Failure.TooLarge _,Failure.Refused _ ->
                    failed(sync, shop, code);
            };
        } catch (RuntimeException bug) {
            if (message.isLastAttempt()) {
                failed(sync, shop, "bug");
            }
            throw bug;
        }
    }

    private Verdict step(Sync sync, Errand at) {
        var pass = sync.current();
        return pass.isPresent() ? follow(sync, pass.get(), at) : begin(sync, at);
    }

    /// Has the next window collected, if there is one.
    private Verdict begin(Sync sync, Errand at) {
        var now = sync.total() == null
                ? sync.counted(windows.count(at, sync.subject(), sync.from(), sync.until()))
                : sync;
        var window = now.isThrough() ? Optional.<Windows.Window>empty() : next(now, at);
        return window.isPresent() ? collect(sync, now, window.get(), at) : complete(sync, now, at);
    }

    /// From the cursor to the end of the next window in which anything was counted.
    private Optional<Windows.Window> next(Sync sync, Errand at) {
        var window = windows.next(at, sync.subject(), sync.cursor(), sync.until(), sync.most());
        while (window.roots() == 0 && window.until().isBefore(sync.until())) {
            window = windows.next(at, sync.subject(), window.until(), sync.until(), sync.most());
        }
        return window.roots() == 0 && sync.subject().isCounted()
                ? Optional.empty()
                : Optional.of(new Windows.Window(sync.cursor(), window.until(), window.roots()));
    }

    private Verdict collect(Sync sync, Sync now, Windows.Window window, Errand at) {
        var begunAt = clock.instant();
        var operation = begun(sink(now), window, at);
        if (syncs.write(at.shop(), sync, now.collecting(operation, begunAt, window.until())).isEmpty()) {
            // Somebody else has begun, or has ended it all: nobody will read this one.
            operations.cancel(at, operation);
            return new Verdict.Done();
        }
        return Verdict.Later.after(BETWEEN_LOOKS, "sync.collecting");
    }

    private String begun(Sink sink, Windows.Window window, Errand at) {
        try {
            return begun(sink.document(), window, at);
        } catch (FailureException failed) {
            var plain = failed.failure() instanceof Failure.Refused ? sink.plainDocument() : Optional.<String>empty();
            if (plain.isEmpty()) {
                throw failed;
            }
            LOG.atWarn().addKeyValue("shop", at.shop()).addKeyValue("subject", sink.subject().word())
                    .log("bulk query refused, asking for less");
            return begun(plain.get(), window, at);
        }
    }

    private String begun(String document, Windows.Window window, Errand at) {
        return operations.query(at, document.replace(WINDOW, literal(window.search())));
    }

    private Sink sink(Sync sync) {
        return Optional.ofNullable(sinks.get(sync.subject()))
                .orElseThrow(() -> new IllegalStateException("nothing takes in " + sync.subject()));
    }

    private static String literal(String search) {
        return "\"" + search.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private Verdict follow(Sync sync, Sync.Pass pass, Errand at) {
        return switch (operations.state(at, pass.operation())) {
            case BulkState.Running _ -> Verdict.Later.after(BETWEEN_LOOKS, "sync.collecting");
            case BulkState.Broken(var reason, _) -> FINAL.contains(reason)
                    ? failed(sync, at.shop(), reason)
                    : again(sync, at.shop(), reason);
            case BulkState.Completed(var file) -> file.isEmpty()
                    ? written(at.shop(), sync, sync.windowDone())
                    : take(sync, file.get(), at);
        };
    }

    private Verdict take(Sync sync, ResultFile file, Errand at) {
        if (file.bytes() > LARGEST_FILE && sync.most() > 1) {
            return written(at.shop(), sync, sync.smaller());
        }
        var sink = sink(sync);
        var objects = files.joined(file, at.deadline());
        var now = sync;
        while (taken(now) < objects.size()) {
            if (!at.deadline().allows(Sink.TIME_FOR_A_STEP)) {
                return Verdict.Later.after(Duration.ZERO, "sync.no-time-left");
            }
            var next = taken(now);
            var part = objects.subList(next, Math.min(next + NOTED_AFTER, objects.size()));
            var noted = syncs.write(at.shop(), now, take(now, part, sink, at));
            if (noted.isEmpty()) {
                return Verdict.Later.after(UNTIL_WRITTEN, "sync.overtaken");
            }
            now = noted.get();
        }
        return written(at.shop(), now, now.windowDone());
    }

    private static int taken(Sync sync) {
        return Math.toIntExact(sync.current().orElseThrow().taken());
    }

    /// As many of them as there is time for.
    private static Sync take(Sync sync, List<Joined> objects, Sink sink, Errand at) {
        var asOf = sync.current().orElseThrow().begunAt();
        var count = 0;
        var changed = 0;
        while (count < objects.size() && at.deadline().allows(Sink.TIME_FOR_A_STEP)) {
            var batch = objects.subList(count, Math.min(count + BATCH, objects.size()));
            var taken = sink.take(at, batch, asOf, sync.changed() + changed < MOST_TOLD);
            changed += taken.changed();
            count += taken.count();
        }
        var rows = objects.subList(0, count).stream().mapToLong(object -> 1 + object.below().size()).sum();
        return sync.took(count, rows, changed);
    }

    private Verdict complete(Sync sync, Sync now, Errand at) {
        var changed = sink(now).through(at, sync.from(), sync.until());
        if (changed.isEmpty()) {
            return Verdict.Later.after(Duration.ZERO, "sync.no-time-left");
        }
        var written = syncs.write(at.shop(), sync, now.completed(changed.getAsInt(), clock.instant()));
        written.ifPresent(done -> ended(done, at.shop()));
        if (written.filter(Sync::nightly).isPresent()) {
            reconciliation.settle(at.shop());
        }
        return new Verdict.Done();
    }

    private Verdict again(Sync sync, ShopDomain shop, String reason) {
        LOG.atWarn().addKeyValue("shop", shop).addKeyValue("sync", sync.id()).addKeyValue("reason", reason)
                .log("window read again");
        var next = sync.again(reason, clock.instant());
        if (next.isRunning()) {
            return written(shop, sync, next);
        }
        return failed(sync, shop, reason);
    }

    private Verdict failed(Sync sync, ShopDomain shop, String reason) {
        // What was noted on the way is newer than what this step began from.
        syncs.find(shop, sync.id()).filter(Sync::isRunning)
                .flatMap(now -> syncs.write(shop, now, now.failed(reason, clock.instant())))
                .ifPresent(ended -> ended(ended, shop));
        return new Verdict.Done();
    }

    private void ended(Sync sync, ShopDomain shop) {
        LOG.atInfo().addKeyValue("shop", shop).addKeyValue("sync", sync.id())
                .addKeyValue("subject", sync.subject().word()).addKeyValue("nightly", sync.nightly())
                .addKeyValue("outcome", sync.status()).addKeyValue("reason", String.valueOf(sync.reason()))
                .addKeyValue("roots", sync.roots()).addKeyValue("rows", sync.rows())
                .addKeyValue("changed", sync.changed()).log("sync ended");
        vitals.synced(shop, new Vitals.Synced(sync.subject().word(), sync.status().name().toLowerCase(Locale.ROOT),
                Optional.ofNullable(sync.reason()), clock.instant()));
    }

    /// The state is of another step, which has a message of its own.
    private Verdict written(ShopDomain shop, Sync before, Sync after) {
        return syncs.write(shop, before, after).isEmpty()
                ? Verdict.Later.after(UNTIL_WRITTEN, "sync.overtaken")
                : new Verdict.Done();
    }
}
