package com.atom.shopify.webhooks.api;

import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.queue.Message;
import com.atom.shopify.queue.Queues;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.webhooks.Deliveries;
import com.atom.shopify.webhooks.Delivery;
import com.atom.shopify.webhooks.ReplayRequest;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Replays deliveries: what each was about is read from Shopify again by the worker. So a replay brings what is true now, not what
/// was then, and may be repeated.
@Singleton
final class ReplayDeliveries {
    private static final int PAGE = 250;
    /// What one more page may take.
    private static final Duration ROUND = Duration.ofSeconds(8);

    private final Deliveries deliveries;
    private final Queues queues;
    private final ObjectMapper json;

    ReplayDeliveries(Deliveries deliveries, Queues queues, ObjectMapper json) {
        this.deliveries = deliveries;
        this.queues = queues;
        this.json = json;
    }

    /// One of them; fails with `deliveries.not-found`, or with `deliveries.not-replayable` when it was about nothing that can be
    /// read.
    Answer one(String id, StoreCall at) {
        var delivery = deliveries.find(at.shop(), id).orElseThrow(() -> new FailureException(
                new Failure.NotFound("deliveries.not-found", "The store has no such delivery in the last 30 days.")));
        var request = ReplayRequest.of(at.shop(), delivery).orElseThrow(() -> new FailureException(
                new Failure.Refused("deliveries.not-replayable",
                        "This delivery was about nothing that can be read again.", List.of())));
        queues.send(Queue.INBOX, List.of(request.message(json)));
        return ManageWebhooks.accepted(new ManagedJson.Replayed(1, 0, null));
    }

    /// Those that were received in a range of time whose ends count, the oldest first, what brings the same once; as many as there is time
    /// for.
    ManagedJson.Replayed between(Instant from, Instant to, StoreCall at) {
        var search = new Deliveries.Search(Optional.empty(), Optional.empty(), Optional.of(from), Optional.of(to),
                true);
        var seen = new HashSet<String>();
        var skipped = 0;
        var place = new PageRequest(PAGE, null);
        while (true) {
            var page = deliveries.page(at.shop(), search, place);
            var messages = new ArrayList<Message>();
            for (var delivery : page.items()) {
                var request = ReplayRequest.of(at.shop(), delivery);
                if (request.isEmpty()) {
                    skipped++;
                } else if (seen.add(request.get().subject())) {
                    messages.add(request.get().message(json));
                }
            }
            queues.send(Queue.INBOX, messages);
            if (page.next() == null) {
                return new ManagedJson.Replayed(seen.size(), skipped, null);
            }
            if (!at.deadline().allows(ROUND)) {
                return new ManagedJson.Replayed(seen.size(), skipped, Delivery.receivedAt(page.next()));
            }
            place = new PageRequest(PAGE, page.next());
        }
    }
}
