package com.atom.shopify.jobs;

import com.atom.shopify.queue.Received;
import com.atom.shopify.queue.Verdict;
import com.atom.shopify.sync.Backfill;
import com.atom.shopify.sync.BulkTask;
import jakarta.inject.Singleton;

/// Which work a message about a sync or an import takes further.
@Singleton
final class LongWork {
    private final Backfill backfill;

    private final ImportWork imports;

    LongWork(Backfill backfill, ImportWork imports) {
        this.backfill = backfill;
        this.imports = imports;
    }

    Verdict on(BulkTask task, Received message) {
        return switch (task) {
            case BulkTask.OnSync sync -> backfill.work(sync, message);
            case BulkTask.OnImport onImport -> imports.work(onImport, message);
            // Nobody of ours may have begun it: other apps of the store run some too.
            case BulkTask.Finished finished -> backfill.finished(finished, message)
                    .or(() -> imports.finished(finished, message)).orElseGet(Verdict.Done::new);
        };
    }
}
