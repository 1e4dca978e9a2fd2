package com.atom.shopify.queue;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.routes.Queue;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// How much waits in queues. SQS counts roughly.
@Singleton
public final class Backlog {
    private static final List<QueueAttributeName> WAITING = List.of(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);

    private final SqsClient sqs;
    private final Deployed deployed;

    Backlog(SqsClient sqs, Deployed deployed) {
        this.sqs = sqs;
        this.deployed = deployed;
    }

    /// Messages that nobody has finished, those that are being worked on or have to wait included. Fails with an
    /// [software.amazon.awssdk.core.exception.SdkException] when SQS does not answer within that time.
    public int waiting(Queue queue, Duration within) {
        return count(deployed.queue(queue), within);
    }

    /// Messages that were given up.
    public int parked(Queue queue, Duration within) {
        return count(deployed.deadLetters(queue), within);
    }

    private int count(String url, Duration within) {
        return sqs.getQueueAttributes(call -> call.queueUrl(url).attributeNames(WAITING)
                .overrideConfiguration(limits -> limits.apiCallTimeout(within).apiCallAttemptTimeout(within)))
                .attributes().values().stream().mapToInt(Integer::parseInt).sum();
    }
}
