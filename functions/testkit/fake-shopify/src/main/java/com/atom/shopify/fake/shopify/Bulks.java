package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.BulkOperation.Kind;
import com.atom.shopify.fake.shopify.BulkOperation.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The bulk operations of one shop. Guarded by the shop's lock.
final class Bulks {
    /// How many of one kind an app may have under way in a shop. Whether queries and mutations share them is not certain
    /// (shopify-platform 7); here they do not.
    static final int AT_ONCE = 5;

    private final Shop shop;
    private final Works works;
    private final List<Job> jobs = new ArrayList<>();

    /// What operations work with.
    record Works(Executor threads, Warehouse warehouse, Mischief mischief, Ages ages, Webhooks webhooks) {}

    /// An operation with its work, and what goes wrong with it. `due` is the earliest end by the clock that ages things.
    private record Job(BulkOperation operation, Runnable work, String label, Optional<Mischief.Order> accident,
            Instant due) {
        boolean suffers(Mischief.Kind kind) {
            return accident.filter(order -> order.kind() == kind).isPresent();
        }
    }

    /// Makes the work of an operation. It sets the operation's end.
    interface Work {
        Runnable of(BulkOperation operation, Optional<Mischief.Order> accident);
    }

    Bulks(Shop shop, Works works) {
        this.shop = shop;
        this.works = works;
    }

    Stream<BulkOperation> of(App app) {
        return jobs.stream().map(Job::operation).filter(operation -> operation.app.equals(app));
    }

    Optional<BulkOperation> find(App app, long id) {
        return of(app).filter(operation -> operation.id == id).findFirst();
    }

    boolean full(App app, Kind kind) {
        return of(app).filter(operation -> operation.kind == kind && !operation.status.over()).count() >= AT_ONCE;
    }

    Warehouse warehouse() {
        return works.warehouse();
    }

    /// A new operation, which begins by itself. `label` is its first field's name.
    BulkOperation add(App app, Kind kind, String text, String label, Work work) {
        var operation = new BulkOperation(shop.catalog().newId(), app, kind, text, shop.now(),
                works.warehouse().newFile());
        Optional<Mischief.Order> accident = works.mischief().take(Mischief.Place.BULK, shop.name(), label);
        Duration longer = accident.filter(order -> order.kind() == Mischief.Kind.DELAY)
                .map(order -> order.delayOr(Duration.ofMinutes(1))).orElse(Duration.ZERO);
        jobs.add(new Job(operation, work.of(operation, accident), label, accident, works.ages().aged().plus(longer)));
        return operation;
    }

    /// Begins what waits, and ends what is due.
    void settle() {
        for (Job job : List.copyOf(jobs)) {
            BulkOperation operation = job.operation();
            switch (operation.status) {
                case CREATED -> {
                    operation.status = Status.RUNNING;
                    works.threads().execute(job.work());
                }
                case RUNNING -> {
                    if (operation.end != null && !works.ages().aged().isBefore(job.due())) {
                        end(job, operation.end);
                    }
                }
                case CANCELING -> {
                    if (operation.end != null) {
                        end(job, new BulkOperation.End.Stopped());
                    }
                }
                case CANCELED, COMPLETED, FAILED, EXPIRED -> {
                }
            }
        }
    }

    /// Asks an operation to stop. One that has not begun never will.
    void cancel(BulkOperation operation) {
        if (operation.status == Status.CREATED) {
            operation.end = new BulkOperation.End.Stopped();
        }
        operation.status = Status.CANCELING;
    }

    private void end(Job job, BulkOperation.End end) {
        BulkOperation operation = job.operation();
        operation.completedAt = shop.now();
        operation.expires = job.suffers(Mischief.Kind.EXPIRE)
                ? works.ages().aged()
                : works.ages().aged().plus(BulkOperation.KEPT);
        Optional<String> address = shelve(job);
        switch (end) {
            case BulkOperation.End.Done _ -> {
                operation.status = Status.COMPLETED;
                operation.url = address.orElse(null);
            }
            case BulkOperation.End.Failed failed -> {
                operation.status = Status.FAILED;
                operation.errorCode = failed.code();
                operation.partialDataUrl = address.orElse(null);
            }
            case BulkOperation.End.Stopped _ -> {
                operation.status = Status.CANCELED;
                operation.partialDataUrl = address.orElse(null);
            }
        }
        works.webhooks().emit(shop, operation.app, "bulk_operations/finish", payload(operation));
    }

    /// The address of what was written; none if that is nothing.
    private Optional<String> shelve(Job job) {
        BulkOperation operation = job.operation();
        try {
            long size = Files.size(operation.file);
            if (size == 0) {
                return Optional.empty();
            }
            operation.fileSize = size;
            if (job.suffers(Mischief.Kind.TRUNCATE)) {
                try (FileChannel file = FileChannel.open(operation.file, StandardOpenOption.WRITE)) {
                    file.truncate(size / 2);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Optional
                .of(works.warehouse().shelve(new Warehouse.Shelved(operation.file, operation.expires, shop.name(),
                        job.label()), "bulk-" + operation.id + ".jsonl"));
    }

    /// A webhook's words are lower-case where the API's are upper-case (shopify-platform 3.4).
    private static Map<String, @Nullable Object> payload(BulkOperation operation) {
        Function<Enum<?>, String> lower = value -> value.name().toLowerCase(Locale.ROOT);
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("admin_graphql_api_id", operation.gid());
        payload.put("completed_at", ShopFields.time(operation.completedAt));
        payload.put("created_at", ShopFields.time(operation.createdAt));
        payload.put("error_code", operation.errorCode == null ? null : lower.apply(operation.errorCode));
        payload.put("status", lower.apply(operation.status));
        payload.put("type", lower.apply(operation.kind));
        return payload;
    }
}
