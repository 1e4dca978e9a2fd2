package com.atom.shopify.queue;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.time.Deadline;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Sends parked messages back to their queue. SQS has a task for that (`StartMessageMoveTask`), but it does not move what was sent
/// to a dead-letter queue by anybody but SQS itself, and it would keep the counted attempts, so that the next failure parked the
/// message again.
@Singleton
public final class DeadLetters {
    private static final int AT_ONCE = 10;
    private static final int WAIT_SECONDS = 1;
    /// Long enough to send and delete what was received; what is left alone comes back after it.
    private static final int HIDDEN_SECONDS = 30;
    /// What one more round may take.
    private static final Duration ROUND = Duration.ofSeconds(10);

    private final SqsClient sqs;
    private final Queues queues;
    private final Deployed deployed;
    private final Clock clock;

    DeadLetters(SqsClient sqs, Queues queues, Deployed deployed, Clock clock) {
        this.sqs = sqs;
        this.queues = queues;
        this.deployed = deployed;
        this.clock = clock;
    }

    /// What came of it.
    ///
    /// @param sent how many messages went back
    /// @param left about how many there are now: SQS counts roughly, and what was parked again counts too
    public record Redriven(int sent, int left) {}

    /// Sends back what had been parked when it was called, but only so many, and only until shortly before the deadline. What is sent
    /// has no attempts behind it. A message that could not be deleted is there twice, which the work on it must bear anyway.
    public Redriven redrive(Queue queue, int most, Deadline deadline) {
        var begun = clock.instant();
        var parked = deployed.deadLetters(queue);
        var sent = 0;
        while (sent < most && deadline.allows(ROUND)) {
            var found = receive(parked, Math.min(AT_ONCE, most - sent)).stream()
                    .filter(message -> !sentAt(message).isAfter(begun)).toList();
            if (found.isEmpty()) {
                break;
            }
            queues.send(queue, found.stream().map(DeadLetters::again).toList());
            delete(parked, found);
            sent += found.size();
        }
        return new Redriven(sent, count(parked));
    }

    private List<Message> receive(String parked, int most) {
        return sqs.receiveMessage(call -> call.queueUrl(parked).maxNumberOfMessages(most)
                .waitTimeSeconds(WAIT_SECONDS).visibilityTimeout(HIDDEN_SECONDS).messageSystemAttributeNames(
                        MessageSystemAttributeName.MESSAGE_GROUP_ID, MessageSystemAttributeName.SENT_TIMESTAMP))
                .messages();
    }

    private static com.atom.shopify.queue.Message again(Message message) {
        return new com.atom.shopify.queue.Message(message.body(),
                message.attributes().getOrDefault(MessageSystemAttributeName.MESSAGE_GROUP_ID,
                        com.atom.shopify.queue.Message.NO_GROUP),
                Duration.ZERO);
    }

    private static Instant sentAt(Message message) {
        return Instant.ofEpochMilli(
                Long.parseLong(message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0")));
    }

    private void delete(String parked, List<Message> messages) {
        var entries = IntStream.range(0, messages.size())
                .mapToObj(number -> DeleteMessageBatchRequestEntry.builder().id(String.valueOf(number))
                        .receiptHandle(messages.get(number).receiptHandle()).build())
                .toList();
        sqs.deleteMessageBatch(call -> call.queueUrl(parked).entries(entries));
    }

    private int count(String parked) {
        return Integer.parseInt(sqs.getQueueAttributes(call -> call.queueUrl(parked)
                .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).attributes()
                .getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"));
    }
}
