package com.atom.shopify.infra.inbox;

import com.atom.shopify.routes.Bucket;
import com.atom.shopify.routes.Queue;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sqs.IQueue;

/// What other stacks may know of the queues and buckets, and of the bus on which the platform hears what changed.
public record Inbox(Map<Queue, Pair> queues, Map<Bucket, IBucket> buckets, IEventBus announcements) {
    public Inbox {
        queues = Map.copyOf(queues);
        buckets = Map.copyOf(buckets);
    }

    /// A queue and where its messages end that cannot be worked.
    public record Pair(IQueue messages, IQueue deadLetters) {}

    public IBucket bucket(Bucket bucket) {
        return Optional.ofNullable(buckets.get(bucket)).orElseThrow();
    }

    public Pair queue(Queue queue) {
        return Optional.ofNullable(queues.get(queue)).orElseThrow();
    }
}
