package com.atom.shopify.webhooks.api;

import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.Call;
import com.atom.shopify.edge.Contract;
import com.atom.shopify.edge.Handler;
import com.atom.shopify.queue.DeadLetters;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.routes.WebhooksRoute;
import com.atom.shopify.subscriptions.Subscriptions;
import jakarta.inject.Singleton;

/// What is done to the webhooks of a store, and to what was parked of all stores.
@Singleton
final class ManageWebhooks {
    static final Contract CONTRACT = Contract.of(ManagedJson.class).withBody(WebhookCommand.class)
            .withStatuses(200, 202);
    /// What a request has time for; the next one goes on.
    private static final int MOST_DEAD_LETTERS = 1_000;

    private final Subscriptions subscriptions;
    private final DeadLetters deadLetters;
    private final ReplayDeliveries deliveries;

    ManageWebhooks(Subscriptions subscriptions, DeadLetters deadLetters, ReplayDeliveries deliveries) {
        this.subscriptions = subscriptions;
        this.deadLetters = deadLetters;
        this.deliveries = deliveries;
    }

    Handler chosen(Call call) {
        var command = call.body(WebhookCommand.class);
        call.noQuery();
        return switch (command.action()) {
            case ENSURE -> onStore(at -> Answer.ok(ManagedJson.Changed.of(subscriptions.ensure(at))));
            case DELETE -> onStore(at -> Answer.ok(ManagedJson.Changed.ofRemoved(subscriptions.deleteAll(at))));
            case REPLAY -> replay(command, call);
        };
    }

    private static Handler onStore(Handler.Work work) {
        return new Handler.OnStore(CONTRACT, _ -> work);
    }

    private Handler replay(WebhookCommand command, Call call) {
        call.byOperator();
        var from = command.from();
        var to = command.to();
        return from == null || to == null
                ? Handler.plain(CONTRACT, this::redrive)
                : onStore(at -> accepted(deliveries.between(from, to, at)));
    }

    private Answer redrive(Call call) {
        var done = deadLetters.redrive(Queue.INBOX, MOST_DEAD_LETTERS, call.deadline());
        return accepted(new ManagedJson.Redriven(done.sent(), done.left()));
    }

    /// What becomes of it is seen where deliveries are listed.
    static Answer accepted(Object data) {
        return Answer.accepted(WebhooksRoute.LIST_DELIVERIES.path(), data);
    }
}
