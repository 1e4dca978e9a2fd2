package com.atom.shopify.fake.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/// What the product relies on in SQS; holds for ours and for AWS's.
interface SqsContract {
    Duration LONG = Duration.ofMinutes(5);
    int LARGEST_MESSAGE = 1_048_576;
    int MAX_RECEIVES = 2;

    SqsClient sqs();

    @Test
    default void receivesWhatWasSentWithItsAttributes() {
        var queue = create();
        var sent = sqs().sendMessage(request -> request.queueUrl(queue).messageBody("{\"a\":\"ü\"}")
                .messageAttributes(Map.of("topic", text("orders/create"))));

        var received = receiveOne(queue);

        assertThat(received.messageId()).isEqualTo(sent.messageId());
        assertThat(received.body()).isEqualTo("{\"a\":\"ü\"}");
        assertThat(received.messageAttributes()).containsEntry("topic", text("orders/create"));
        assertThat(received.attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")
                .containsKey(MessageSystemAttributeName.SENT_TIMESTAMP);
    }

    @Test
    default void aStandardQueueKeepsTheMessageGroup() {
        var queue = create();
        sqs().sendMessage(request -> request.queueUrl(queue).messageBody("x").messageGroupId("one.myshopify.com"));

        assertThat(receiveOne(queue).attributes()).containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID,
                "one.myshopify.com");
    }

    @Test
    default void whatIsReceivedIsHiddenUntilItsVisibilityEnds() {
        var queue = create();
        send(queue, "x");
        var first = receiveOne(queue);
        assertThat(receiveNow(queue)).isEmpty();

        sqs().changeMessageVisibility(
                request -> request.queueUrl(queue).receiptHandle(first.receiptHandle()).visibilityTimeout(0));

        assertThat(receiveOne(queue).attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
    }

    @Test
    default void whatIsDeletedIsGone() {
        var queue = create(Duration.ZERO);
        send(queue, "x");

        sqs().deleteMessage(request -> request.queueUrl(queue).receiptHandle(receiveOne(queue).receiptHandle()));

        assertThat(receiveNow(queue)).isEmpty();
    }

    @Test
    default void whatIsReceivedTooOftenBecomesADeadLetter() {
        var queue = create(Duration.ZERO);
        sqs().sendMessage(request -> request.queueUrl(queue).messageBody("x").messageGroupId("one.myshopify.com")
                .messageAttributes(Map.of("topic", text("orders/create"))));
        for (var i = 0; i < MAX_RECEIVES; i++) {
            receiveOne(queue);
        }

        await().untilAsserted(() -> {
            assertThat(receiveNow(queue)).isEmpty();
            assertThat(count(queue + "-dlq")).isOne();
        });

        var dead = receiveOne(queue + "-dlq");
        assertThat(dead.body()).isEqualTo("x");
        assertThat(dead.messageAttributes()).containsKey("topic");
        assertThat(dead.attributes()).containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "one.myshopify.com");
    }

    @Test
    default void deadLettersMoveBackOnOrder() {
        var queue = create(LONG);
        send(queue + "-dlq", "x");

        sqs().startMessageMoveTask(request -> request.sourceArn(LocalQueues.arn(sqs(), queue + "-dlq"))
                .destinationArn(LocalQueues.arn(sqs(), queue)));

        await().untilAsserted(() -> assertThat(receiveNow(queue)).extracting(Message::body).containsExactly("x"));
    }

    @Test
    default void aDelayHidesAMessage() {
        var queue = create();
        sqs().sendMessage(request -> request.queueUrl(queue).messageBody("x").delaySeconds(900));

        assertThat(receiveNow(queue)).isEmpty();
        assertThat(attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)).isEqualTo("1");
        assertThatExceptionOfType(SqsException.class).isThrownBy(
                () -> sqs().sendMessage(request -> request.queueUrl(queue).messageBody("x").delaySeconds(901)))
                .matches(refused -> refused.statusCode() == 400);
    }

    @Test
    default void aDelayedMessageArrives() {
        var queue = create();
        sqs().sendMessage(request -> request.queueUrl(queue).messageBody("x").delaySeconds(1));

        await().untilAsserted(() -> assertThat(receiveNow(queue)).hasSize(1));
    }

    @Test
    default void batchesOfTenAreSentHiddenAndDeleted() {
        var queue = create();
        var entries = entries(10);
        var sent = sqs().sendMessageBatch(request -> request.queueUrl(queue).entries(entries));
        assertThat(sent.successful()).hasSize(10);
        assertThat(sent.failed()).isEmpty();

        var received = receiveAll(queue, 10);

        assertThat(received).extracting(Message::body).containsExactlyInAnyOrderElementsOf(
                entries.stream().map(SendMessageBatchRequestEntry::messageBody).toList());
        var shown = sqs().changeMessageVisibilityBatch(request -> request.queueUrl(queue).entries(received.stream()
                .map(message -> ChangeMessageVisibilityBatchRequestEntry.builder().id(id(message))
                        .receiptHandle(message.receiptHandle()).visibilityTimeout(0).build())
                .toList()));
        assertThat(shown.successful()).hasSize(10);
        var again = receiveAll(queue, 10);
        var deleted = sqs().deleteMessageBatch(request -> request.queueUrl(queue).entries(again.stream()
                .map(message -> DeleteMessageBatchRequestEntry.builder().id(id(message))
                        .receiptHandle(message.receiptHandle()).build())
                .toList()));
        assertThat(deleted.successful()).hasSize(10);
        await().untilAsserted(() -> assertThat(count(queue)).isZero());
    }

    @Test
    default void aBatchHasTenEntriesAtMost() {
        var queue = create();

        assertThatExceptionOfType(TooManyEntriesInBatchRequestException.class).isThrownBy(
                () -> sqs().sendMessageBatch(request -> request.queueUrl(queue).entries(entries(11))));
        assertThatExceptionOfType(SqsException.class)
                .isThrownBy(() -> sqs().receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(11)));
    }

    @Test
    default void aMessageHasOneMebibyteAtMost() {
        var queue = create();

        send(queue, "x".repeat(LARGEST_MESSAGE));

        assertThat(receiveOne(queue).body()).hasSize(LARGEST_MESSAGE);
        assertThatExceptionOfType(SqsException.class).isThrownBy(() -> send(queue, "x".repeat(LARGEST_MESSAGE + 1)))
                .matches(refused -> refused.statusCode() == 400);
    }

    @Test
    default void aBatchHasOneMebibyteAtMost() {
        var queue = create();
        var halves = IntStream.range(0, 2).mapToObj(number -> SendMessageBatchRequestEntry.builder()
                .id("m" + number).messageBody("x".repeat(LARGEST_MESSAGE / 2 + number)).build()).toList();

        assertThatExceptionOfType(SqsException.class)
                .isThrownBy(() -> sqs().sendMessageBatch(request -> request.queueUrl(queue).entries(halves)))
                .matches(refused -> refused.statusCode() == 400);
    }

    @Test
    default void aMessageHasABody() {
        var queue = create();

        assertThatExceptionOfType(SqsException.class).isThrownBy(() -> send(queue, ""))
                .matches(refused -> refused.statusCode() == 400);
    }

    @Test
    default void aQueueThatIsNotThereIsSaidSo() {
        var missing = create() + "-missing";

        assertThatExceptionOfType(QueueDoesNotExistException.class).isThrownBy(() -> send(missing, "x"));
        assertThatExceptionOfType(QueueDoesNotExistException.class).isThrownBy(() -> receiveNow(missing));
        assertThatExceptionOfType(QueueDoesNotExistException.class)
                .isThrownBy(() -> sqs().getQueueUrl(request -> request.queueName("contract-missing")));
    }

    private String create() {
        return create(LONG);
    }

    private String create(Duration visibility) {
        return LocalQueues.create(sqs(), "contract-" + UUID.randomUUID(), visibility, MAX_RECEIVES);
    }

    private void send(String queue, String body) {
        sqs().sendMessage(request -> request.queueUrl(queue).messageBody(body));
    }

    private Message receiveOne(String queue) {
        return receiveAll(queue, 1).getFirst();
    }

    private List<Message> receiveAll(String queue, int count) {
        var received = new ArrayList<Message>();
        await().untilAsserted(() -> {
            received.addAll(receive(queue, 1));
            assertThat(received).hasSize(count);
        });
        return received;
    }

    private List<Message> receiveNow(String queue) {
        return receive(queue, 0);
    }

    private List<Message> receive(String queue, int seconds) {
        return sqs().receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10)
                .waitTimeSeconds(seconds).messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                .messageAttributeNames("All")).messages();
    }

    private int count(String queue) {
        return Integer.parseInt(attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Integer.parseInt(attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    private String attribute(String queue, QueueAttributeName name) {
        return sqs().getQueueAttributes(request -> request.queueUrl(queue).attributeNames(name)).attributes()
                .getOrDefault(name, "");
    }

    private static List<SendMessageBatchRequestEntry> entries(int count) {
        return IntStream.range(0, count).mapToObj(number -> SendMessageBatchRequestEntry.builder().id("m" + number)
                .messageBody("body " + number).messageGroupId("shop-" + number % 3).build()).toList();
    }

    private static String id(Message message) {
        return "m-" + message.messageId();
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }
}
