package com.atom.shopify.queue;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.routes.Queue;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Sends messages.
@Singleton
public final class Queues {
    private static final int MOST_AT_ONCE = 10;
    /// What SQS takes in one call, less what stands around the bodies.
    private static final int LARGEST_CALL = 1_000_000;
    private static final int TRIES = 4;

    private final SqsClient sqs;
    private final Deployed deployed;

    Queues(SqsClient sqs, Deployed deployed) {
        this.sqs = sqs;
        this.deployed = deployed;
    }

    /// Sends them all, in as few calls as possible; fails with `service.unavailable` when some cannot be sent, and then some may
    /// have been.
    public void send(Queue queue, List<Message> messages) {
        var call = new ArrayList<Message>();
        var size = 0;
        for (var message : messages) {
            var length = message.body().getBytes(StandardCharsets.UTF_8).length;
            if (call.size() == MOST_AT_ONCE || (!call.isEmpty() && size + length > LARGEST_CALL)) {
                sendAtOnce(queue, call);
                call.clear();
                size = 0;
            }
            call.add(message);
            size += length;
        }
        if (!call.isEmpty()) {
            sendAtOnce(queue, call);
        }
    }

    private void sendAtOnce(Queue queue, List<Message> messages) {
        var left = IntStream.range(0, messages.size())
                .mapToObj(number -> entry(number, messages.get(number))).toList();
        for (var tries = 0; tries < TRIES; tries++) {
            var now = left;
            var refused = sqs.sendMessageBatch(call -> call.queueUrl(deployed.queue(queue)).entries(now)).failed()
                    .stream().map(BatchResultErrorEntry::id).collect(Collectors.toSet());
            if (refused.isEmpty()) {
                return;
            }
            left = left.stream().filter(entry -> refused.contains(entry.id())).toList();
        }
        throw new FailureException(new Failure.Unavailable("service.unavailable",
                "A service that we depend on does not answer; try again."));
    }

    private static SendMessageBatchRequestEntry entry(int number, Message message) {
        return SendMessageBatchRequestEntry.builder().id(String.valueOf(number)).messageBody(message.body())
                .messageGroupId(message.group()).delaySeconds(seconds(message.delay())).build();
    }

    /// Sends a copy of a message back to its queue.
    void sendAgain(Queue queue, QueueEvent.Entry message, Map<String, String> notes, Duration delay) {
        send(deployed.queue(queue), message, notes, delay);
    }

    /// Sends a copy of a message to where operators find it.
    void park(Queue queue, QueueEvent.Entry message, Map<String, String> notes) {
        send(deployed.deadLetters(queue), message, notes, Duration.ZERO);
    }

    private void send(String url, QueueEvent.Entry message, Map<String, String> notes, Duration delay) {
        sqs.sendMessage(call -> call.queueUrl(url).messageBody(message.body()).messageGroupId(message.group())
                .delaySeconds(seconds(delay))
                .messageAttributes(notes.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                        note -> MessageAttributeValue.builder().dataType("String").stringValue(note.getValue())
                                .build()))));
    }

    private static int seconds(Duration delay) {
        return (int) Math.min(delay.plusMillis(999).toSeconds(), Message.LONGEST_DELAY.toSeconds());
    }
}
