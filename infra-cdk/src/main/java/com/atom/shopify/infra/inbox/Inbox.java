package com.atom.shopify.infra.inbox;

import com.atom.shopify.routes.Queue;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.sqs.IQueue;

/// What other stacks may know of the queues.
public record Inbox(Map<Queue, Pair> queues) {
    public Inbox {
        queues = Map.copyOf(queues);
    }

    /// A queue and where its messages end that cannot be worked.
    public record Pair(IQueue messages, IQueue deadLetters) {}

    public Pair queue(Queue queue) {
        return Optional.ofNullable(queues.get(queue)).orElseThrow();
    }
}
