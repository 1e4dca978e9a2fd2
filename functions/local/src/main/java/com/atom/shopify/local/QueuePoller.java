package com.atom.shopify.local;

import com.atom.shopify.routes.Queue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// What Lambda's event source mapping does: takes the messages of a queue to its function, and deletes those that the function does
/// not want kept. What is not deleted is received again when its time is over.
final class QueuePoller implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONG_POLL_SECONDS = 5;

    private final Queue queue;
    private final String url;
    private final SqsClient sqs;
    private final Invocable function;
    private final Consumer<String> log;
    private final List<Thread> threads;
    private volatile boolean closed;

    /// @param atOnce how many events it brings at the same time
    QueuePoller(Queue queue, String url, SqsClient sqs, Invocable function, int atOnce, Consumer<String> log) {
        this.queue = queue;
        this.url = url;
        this.sqs = sqs;
        this.function = function;
        this.log = log;
        this.threads = IntStream.range(0, atOnce)
                .mapToObj(_ -> Thread.ofPlatform().daemon().name("poll-" + queue.id()).start(this::poll)).toList();
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }

    private void poll() {
        while (!closed) {
            try {
                var messages = sqs.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(Queue.BATCH)
                        .waitTimeSeconds(LONG_POLL_SECONDS).messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)).messages();
                if (!messages.isEmpty()) {
                    bring(messages);
                }
            } catch (SdkException | TimeoutException | FunctionError | JsonProcessingException trouble) {
                if (!closed) {
                    log.accept("[" + queue.id() + "] an event of the queue failed: " + trouble.getMessage());
                }
            }
        }
    }

    private void bring(List<Message> messages) throws TimeoutException, JsonProcessingException {
        var kept = kept(function.invoke(event(messages).toString()));
        var done = messages.stream().filter(message -> !kept.contains(message.messageId()))
                .map(message -> DeleteMessageBatchRequestEntry.builder().id(message.messageId())
                        .receiptHandle(message.receiptHandle()).build())
                .toList();
        if (!done.isEmpty()) {
            sqs.deleteMessageBatch(request -> request.queueUrl(url).entries(done));
        }
    }

    private static Set<String> kept(String answer) throws JsonProcessingException {
        return JSON.readTree(answer).path("batchItemFailures").valueStream()
                .map(failure -> failure.path("itemIdentifier").asText()).collect(Collectors.toSet());
    }

    private ObjectNode event(List<Message> messages) {
        var event = JSON.createObjectNode();
        var records = event.putArray("Records");
        messages.forEach(message -> {
            var entry = records.addObject().put("messageId", message.messageId())
                    .put("receiptHandle", message.receiptHandle()).put("body", message.body())
                    .put("md5OfBody", message.md5OfBody()).put("eventSource", "aws:sqs")
                    .put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:" + queue.id())
                    .put("awsRegion", "us-east-1");
            var attributes = entry.putObject("attributes");
            message.attributesAsStrings().forEach(attributes::put);
            var own = entry.putObject("messageAttributes");
            message.messageAttributes().forEach((name, value) -> own.putObject(name)
                    .put("stringValue", value.stringValue()).put("dataType", value.dataType()));
        });
        return event;
    }
}
