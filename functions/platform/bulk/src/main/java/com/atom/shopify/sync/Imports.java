package com.atom.shopify.sync;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Put;

/// The imports of stores.
@Singleton
public final class Imports {
    private final Records records;
    private final BulkTasks tasks;
    private final Clock clock;

    Imports(Records records, BulkTasks tasks, Clock clock) {
        this.records = records;
        this.tasks = tasks;
        this.clock = clock;
    }

    /// One that waits for its file.
    public Import create(ShopDomain shop, Import.Kind kind) {
        var now = clock.instant();
        var created = Import.created(Syncs.id(now), kind, now).sending(null);
        records.write(List.of(records.put(shop, record(created.id()), created, 0, created.revision())));
        return created;
    }

    public Optional<Import> find(ShopDomain shop, String id) {
        return records.find(shop, record(id), Import.class);
    }

    /// Fails with `imports.not-found`.
    public Import get(ShopDomain shop, String id) {
        return find(shop, id).orElseThrow(() -> new FailureException(
                new Failure.NotFound("imports.not-found", "The store has no such import in the last 60 days.")));
    }

    /// Begins with what was uploaded. One that has begun goes on, also where nothing seems to happen; one that has ended fails
    /// with `imports.ended`.
    public Import start(ShopDomain shop, String id) {
        var known = get(shop, id);
        return switch (known.status()) {
            case AWAITING_UPLOAD -> write(shop, known, known.started()).orElseThrow(Imports::busy);
            case RUNNING -> {
                tasks.send(new BulkTask.OnImport(shop, id, known.step()), Duration.ZERO);
                yield known;
            }
            case COMPLETED, FAILED -> throw new FailureException(new Failure.Conflict("imports.ended",
                    "The import has ended; create another one to write more."));
        };
    }

    private static FailureException busy() {
        return new FailureException(
                new Failure.Conflict("imports.busy", "The import has just gone on; look at it and try again."));
    }

    /// Which import waits for an operation.
    public Optional<Import> waitingFor(ShopDomain shop, String operation) {
        return tasks.whoWaitsFor(shop, operation).filter(who -> who.kind() == BulkTasks.Waiting.Kind.IMPORT)
                .flatMap(who -> find(shop, who.id())).filter(known -> known.isDoneBy(operation));
    }

    /// Writes the next state, unless somebody else did; then none comes back. The message that takes it further is sent before, so
    /// that whoever dies in between leaves it to somebody.
    public Optional<Import> write(ShopDomain shop, Import before, Import after) {
        if (after.isRunning()) {
            tasks.send(new BulkTask.OnImport(shop, after.id(), after.step()), Duration.ZERO);
        }
        var puts = new ArrayList<Put>();
        puts.add(records.put(shop, record(after.id()), after, before.revision(), after.revision()));
        var operation = after.operation();
        if (operation != null && before.operation() == null) {
            puts.add(tasks.waiting(shop, operation,
                    new BulkTasks.Waiting(BulkTasks.Waiting.Kind.IMPORT, after.id())));
        }
        return records.write(puts) ? Optional.of(after) : Optional.empty();
    }

    private static String record(String id) {
        return "import#" + id;
    }
}
