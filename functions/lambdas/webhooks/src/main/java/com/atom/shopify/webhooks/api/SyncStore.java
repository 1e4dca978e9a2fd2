package com.atom.shopify.webhooks.api;

import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.routes.WebhooksRoute;
import com.atom.shopify.sync.Sync;
import com.atom.shopify.sync.Syncs;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/// Begins, shows, ends and goes on with the syncs of a store.
@Singleton
final class SyncStore {
    private final Syncs syncs;
    private final Clock clock;

    SyncStore(Syncs syncs, Clock clock) {
        this.syncs = syncs;
        this.clock = clock;
    }

    /// Fails with `sync.running` when the subject is being read.
    Answer start(SyncRequest request, StoreCall at) {
        if (request.from() != null && request.from().isAfter(clock.instant())) {
            throw new FailureException(Failure.Invalid.future("from"));
        }
        var from = Optional.ofNullable(request.from()).filter(time -> time.isAfter(Syncs.BEGINNING))
                .orElse(Syncs.BEGINNING);
        return accepted(syncs.start(at.shop(), request.subject(), from));
    }

    /// Fails with `sync.not-found`.
    SyncJson one(String id, StoreCall at) {
        return SyncJson.of(syncs.get(at.shop(), id));
    }

    /// Fails with `sync.not-found`, or with `sync.ended`.
    Answer cancel(String id, StoreCall at) {
        return Answer.ok(SyncJson.of(syncs.cancel(id, at)));
    }

    /// Fails with `sync.not-found`, `sync.running` or `sync.ended`.
    Answer resume(String id, StoreCall at) {
        return accepted(syncs.resume(at.shop(), id));
    }

    private static Answer accepted(Sync sync) {
        return Answer.accepted(WebhooksRoute.READ_SYNC.path().replace("{id}", sync.id()), SyncJson.of(sync));
    }
}
