package com.atom.shopify.sync;

import com.atom.shopify.admin.Errand;
import com.atom.shopify.bulk.BulkOperations;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.model.Put;

/// The backfills of stores: one at a time for each subject of a store.
@Singleton
public final class Syncs {
    /// Nothing at Shopify is older than Shopify.
    public static final Instant BEGINNING = Instant.parse("2006-01-01T00:00:00Z");
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(30);

    private final Records records;
    private final BulkTasks tasks;
    private final BulkOperations operations;
    private final Clock clock;

    Syncs(Records records, BulkTasks tasks, BulkOperations operations, Clock clock) {
        this.records = records;
        this.tasks = tasks;
        this.operations = operations;
        this.clock = clock;
    }

    /// The newest backfill of a subject.
    @Serdeable
    record Newest(String id, long revision) {}

    /// Begins to read all that was changed last since then. Fails with `sync.running` when the subject is being read, naming
    /// which backfill does.
    public Sync start(ShopDomain shop, Subject subject, Instant from) {
        return start(shop, subject, from, false).orElseThrow(() -> running(shop, subject));
    }

    /// The same every night; none when the subject is being read already.
    public Optional<Sync> startNightly(ShopDomain shop, Subject subject, Instant from) {
        return start(shop, subject, from, true);
    }

    private Optional<Sync> start(ShopDomain shop, Subject subject, Instant from, boolean nightly) {
        var newest = newest(shop, subject);
        if (newest.flatMap(known -> find(shop, known.id())).filter(Sync::isRunning).isPresent()) {
            return Optional.empty();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var sync = Sync.begun(id(now), subject, nightly, from.truncatedTo(ChronoUnit.SECONDS), now).nextRevision();
        var before = newest.map(Newest::revision).orElse(0L);
        if (!records.write(List.of(records.put(shop, record(sync.id()), sync, 0, sync.revision()),
                records.put(shop, newestRecord(subject), new Newest(sync.id(), before + 1), before, before + 1)))) {
            return Optional.empty();
        }
        tasks.send(new BulkTask.OnSync(shop, sync.id(), sync.step()), Duration.ZERO);
        return Optional.of(sync);
    }

    private FailureException running(ShopDomain shop, Subject subject) {
        return new FailureException(new Failure.Conflict("sync.running", "The store is being read already.",
                newest(shop, subject).stream().map(newest -> Failure.Detail.ofValue("sync.running",
                        "is the one that runs", newest.id())).toList()));
    }

    /// How the newest backfill of a subject stands.
    public Optional<Sync> newestOf(ShopDomain shop, Subject subject) {
        return newest(shop, subject).flatMap(newest -> find(shop, newest.id()));
    }

    private Optional<Newest> newest(ShopDomain shop, Subject subject) {
        return records.find(shop, newestRecord(subject), Newest.class);
    }

    public Optional<Sync> find(ShopDomain shop, String id) {
        return records.find(shop, record(id), Sync.class);
    }

    /// Fails with `sync.not-found`.
    public Sync get(ShopDomain shop, String id) {
        return find(shop, id).orElseThrow(() -> new FailureException(
                new Failure.NotFound("sync.not-found", "The store has no such sync in the last 60 days.")));
    }

    /// Which backfill waits for an operation.
    public Optional<Sync> waitingFor(ShopDomain shop, String operation) {
        return tasks.whoWaitsFor(shop, operation).filter(who -> who.kind() == BulkTasks.Waiting.Kind.SYNC)
                .flatMap(who -> find(shop, who.id()));
    }

    /// Writes the next state, unless somebody else did; then none comes back. When it is at another step, the message that
    /// takes it further is sent before, so that whoever dies in between leaves it to somebody.
    public Optional<Sync> write(ShopDomain shop, Sync before, Sync after) {
        var written = after.nextRevision();
        if (written.isRunning() && written.step() != before.step()) {
            tasks.send(new BulkTask.OnSync(shop, written.id(), written.step()),
                    AFTER_A_FAILURE.multipliedBy(written.failures()));
        }
        var puts = new ArrayList<Put>();
        puts.add(records.put(shop, record(written.id()), written, before.revision(), written.revision()));
        written.current().filter(pass -> !before.isCollectedBy(pass.operation()))
                .ifPresent(pass -> puts.add(tasks.waiting(shop, pass.operation(),
                        new BulkTasks.Waiting(BulkTasks.Waiting.Kind.SYNC, written.id()))));
        return records.write(puts) ? Optional.of(written) : Optional.empty();
    }

    /// Ends it at once; what was read stays. One that was canceled stays so, one that ended otherwise fails with `sync.ended`.
    public Sync cancel(String id, Errand at) {
        var sync = get(at.shop(), id);
        return switch (sync.status()) {
            case CANCELED -> sync;
            case COMPLETED, FAILED -> throw new FailureException(
                    new Failure.Conflict("sync.ended", "The sync has ended; there is nothing to cancel."));
            case RUNNING -> {
                var canceled = write(at.shop(), sync, sync.canceled(clock.instant())).orElseThrow(Syncs::busy);
                sync.current().ifPresent(pass -> operations.cancel(at, pass.operation()));
                yield canceled;
            }
        };
    }

    /// Goes on where it stopped, also where it should run and nothing seems to happen. One that is complete fails with
    /// `sync.ended`.
    public Sync resume(ShopDomain shop, String id) {
        var sync = get(shop, id);
        if (sync.status() == Sync.Status.COMPLETED) {
            throw new FailureException(new Failure.Conflict("sync.ended", "The sync is complete."));
        }
        if (!sync.isRunning() && newestOf(shop, sync.subject()).filter(newest -> newest.isRunning()).isPresent()) {
            throw running(shop, sync.subject());
        }
        return write(shop, sync, sync.resumed()).orElseThrow(Syncs::busy);
    }

    private static FailureException busy() {
        return new FailureException(
                new Failure.Conflict("sync.busy", "The sync has just gone on; look at it and try again."));
    }

    static String id(Instant now) {
        return now.toEpochMilli() + "-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private static String record(String id) {
        return "sync#" + id;
    }

    private static String newestRecord(Subject subject) {
        return "syncing#" + subject.word();
    }
}
