package com.atom.shopify.routes;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// The queues, each with a dead-letter queue. Standard queues, with the shop as message group: that is fairness between
/// shops, not order.
public enum Queue {
    /// What Shopify delivered, as the intake accepted it.
    INBOX,
    /// What jobs, syncs, imports and reports have to do on one shop, or on one page of shops.
    JOBS;

    /// A message that its consumer neither finished nor put back so often goes to the dead-letter queue: its function died
    /// over it each time.
    public static final int MOST_RECEIVES = 5;
    /// Once a message has waited so long it is parked instead of waiting again.
    public static final Duration LONGEST_WAIT = Duration.ofDays(10);
    /// The most that AWS keeps a message. A copy counts as new, and so does what is parked.
    public static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(14);
    /// The most messages that one event brings.
    public static final int BATCH = 10;

    /// The function that works through it.
    public LambdaFunction consumer() {
        return switch (this) {
            case INBOX -> LambdaFunction.WORKER;
            case JOBS -> LambdaFunction.JOBS;
        };
    }

    /// The function that sends what was parked back to it, when an operator says so.
    public Optional<LambdaFunction> redriver() {
        return switch (this) {
            case INBOX -> Optional.of(LambdaFunction.WEBHOOKS);
            case JOBS -> Optional.empty();
        };
    }

    /// Its name within a deployment.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// How long a received message is hidden from others: six times what its consumer may take, as AWS advises.
    public Duration visibility() {
        return consumer().timeout().multipliedBy(6);
    }

    /// The setting with the queue's address.
    public String setting() {
        return name() + "_QUEUE";
    }

    /// The setting with the address of its dead-letter queue.
    public String deadLetterSetting() {
        return name() + "_DEAD_LETTER_QUEUE";
    }
}
