package com.atom.shopify.infra.api;

import com.atom.shopify.infra.inbox.Inbox;
import com.atom.shopify.routes.Queue;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.constructs.Construct;

/// Brings a queue's messages to its function, which says which ones to keep.
final class QueueSource extends Construct {
    /// More at once would only wait for Shopify's budgets.
    private static final int MOST_AT_ONCE = 50;

    QueueSource(Construct scope, Queue queue, Inbox.Pair pair, Alias consumer) {
        super(scope, queue.id() + "-source");
        EventSourceMapping.Builder.create(this, "Source")
                .target(consumer)
                .eventSourceArn(pair.messages().getQueueArn())
                .batchSize(Queue.BATCH)
                .reportBatchItemFailures(true)
                .maxConcurrency(MOST_AT_ONCE)
                .build();
    }
}
