package com.atom.shopify.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.aws.LocalAws;
import com.atom.shopify.fake.aws.FakeKms;
import com.atom.shopify.fake.aws.LocalQueues;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.time.Deadline;
import io.micronaut.context.ApplicationContext;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersTest {
    private final LocalQueues queues = LocalQueues.start();
    private final LocalTables tables = LocalTables.start();
    private final FakeKms kms = FakeKms.start();
    private final String inbox = queues.create("inbox", Duration.ofMinutes(6), Queue.MOST_RECEIVES);
    private final String parked = LocalQueues.deadLetters(inbox);
    private final ApplicationContext context = LocalAws.context(tables, kms, LocalAws.newKey(kms), Clock.systemUTC(),
            Map.of("test.sqs", queues.endpoint().toString(), "inbox.queue", inbox, "inbox.dead.letter.queue",
                    parked));
    private final SqsClient sqs = context.getBean(SqsClient.class);
    private final DeadLetters deadLetters = context.getBean(DeadLetters.class);

    @BeforeEach
    void empty() {
        sqs.purgeQueue(call -> call.queueUrl(inbox));
        sqs.purgeQueue(call -> call.queueUrl(parked));
    }

    @AfterAll
    void stop() {
        context.close();
        kms.close();
        tables.close();
        queues.close();
    }

    @Test
    void whatWasParkedGoesBackToItsGroupWithoutAnyAttempts() {
        park("one.myshopify.com", "first");
        park("two.myshopify.com", "second");

        var done = deadLetters.redrive(Queue.INBOX, 100, deadline());

        assertThat(done).isEqualTo(new DeadLetters.Redriven(2, 0));
        assertThat(received(inbox)).hasSize(2).allSatisfy(message -> {
            assertThat(message.messageAttributes()).isEmpty();
            assertThat(message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                    .isEqualTo((message.body().equals("first") ? "one" : "two") + ".myshopify.com");
        });
        assertThat(received(parked)).isEmpty();
    }

    @Test
    void noMoreThanWantedAreSentAndTheRestIsCounted() {
        IntStream.range(0, 25).forEach(number -> park("one.myshopify.com", "message " + number));

        var some = deadLetters.redrive(Queue.INBOX, 12, deadline());
        var rest = deadLetters.redrive(Queue.INBOX, 100, deadline());

        assertThat(some).isEqualTo(new DeadLetters.Redriven(12, 13));
        assertThat(rest).isEqualTo(new DeadLetters.Redriven(13, 0));
        assertThat(received(inbox)).extracting(Message::body).doesNotHaveDuplicates().hasSize(25);
    }

    @Test
    void withoutTimeNothingIsBegun() {
        park("one.myshopify.com", "first");

        assertThat(deadLetters.redrive(Queue.INBOX, 100, Deadline.in(Duration.ofSeconds(5), Clock.systemUTC())))
                .isEqualTo(new DeadLetters.Redriven(0, 1));
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(5), Clock.systemUTC());
    }

    private void park(String group, String body) {
        sqs.sendMessage(call -> call.queueUrl(parked).messageBody(body).messageGroupId(group).messageAttributes(
                Map.of("attempts", MessageAttributeValue.builder().dataType("String").stringValue("5").build())));
    }

    private List<Message> received(String queue) {
        var all = new ArrayList<Message>();
        while (true) {
            var some = sqs.receiveMessage(call -> call.queueUrl(queue).maxNumberOfMessages(10)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL).messageAttributeNames("All"))
                    .messages();
            if (some.isEmpty()) {
                return all;
            }
            all.addAll(some);
        }
    }
}
