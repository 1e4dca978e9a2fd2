package com.atom.shopify.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.aws.LocalAws;
import com.atom.shopify.aws.SetClock;
import com.atom.shopify.fake.aws.FakeKms;
import com.atom.shopify.fake.aws.LocalQueues;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.time.Deadline;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// What becomes of a message that has to wait.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(Resources.SYSTEM_OUT)
class BatchWorkerTest {
    private static final String SHOP = "one.myshopify.com";
    private static final Duration TEN_DAYS = Duration.ofDays(10);

    private final SetClock clock = new SetClock(SetClock.FAR_AHEAD);
    private final LocalQueues queues = LocalQueues.start();
    private final LocalTables tables = LocalTables.start();
    private final FakeKms kms = FakeKms.start();
    private final String inbox = queues.create("inbox", Duration.ofMinutes(6), Queue.MOST_RECEIVES);
    private final String parked = LocalQueues.deadLetters(inbox);
    private final ApplicationContext context = LocalAws.context(tables, kms, LocalAws.newKey(kms), clock,
            Map.of("test.sqs", queues.endpoint().toString(), "inbox.queue", inbox, "inbox.dead.letter.queue",
                    parked));
    private final BatchWorker worker = context.getBean(BatchWorker.class);
    private final SqsClient sqs = queues.client();

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
    void whatIsPutBackTellsTheTimeSinceItWasFirstSentHoweverOftenThatWas() {
        var first = event(Map.of());
        clock.advance(Duration.ofMinutes(2));
        var once = written(first, new Verdict.Failed("bug"));
        var copy = received(inbox);
        clock.advance(Duration.ofDays(3));

        var twice = written(event(notes(copy)), Verdict.Later.after(Duration.ZERO, "store.busy"));

        assertThat(once).contains("\"PutBackAge\":120}").contains("\"queue\":\"inbox\"");
        assertThat(twice).contains("\"PutBackAge\":" + Duration.ofDays(3).plusMinutes(2).toSeconds() + "}");
        assertThat(received(inbox).messageAttributes().get("first_sent"))
                .isEqualTo(copy.messageAttributes().get("first_sent"));
    }

    @Test
    void whatIsDoneOrParkedIsNotPutBack() {
        var first = event(Map.of());

        assertThat(written(first, new Verdict.Done())).doesNotContain("PutBackAge");
        assertThat(written(first, new Verdict.Parked("bug"))).doesNotContain("PutBackAge");

        clock.advance(TEN_DAYS.plusSeconds(1));
        assertThat(written(first, Verdict.Later.after(Duration.ZERO, "store.busy"))).doesNotContain("PutBackAge")
                .contains("DeliveriesParked");
    }

    /// It puts its messages into a standard queue without a group.
    @Test
    void whatEventBridgeDeliversIsPutBackAndParkedLikeEverythingElse() {
        var event = new QueueEvent(List.of(new QueueEvent.Entry("one", "{}",
                Map.of("SentTimestamp", String.valueOf(clock.millis())), null)));

        assertThat(written(event, Verdict.Later.after(Duration.ZERO, "claim.held"))).contains("PutBackAge");
        assertThat(written(event, new Verdict.Parked("identity.missing"))).contains("DeliveriesParked");

        assertThat(received(inbox).body()).isEqualTo("{}");
        assertThat(received(parked).body()).isEqualTo("{}");
    }

    /// The message as Lambda brings it, sent now unless its notes say otherwise.
    private QueueEvent event(Map<String, QueueEvent.Attribute> notes) {
        return new QueueEvent(List.of(new QueueEvent.Entry("one", "{}",
                Map.of("MessageGroupId", SHOP, "SentTimestamp", String.valueOf(clock.millis())), notes)));
    }

    private static Map<String, QueueEvent.Attribute> notes(Message message) {
        return message.messageAttributes().entrySet().stream().collect(
                Collectors.toMap(Map.Entry::getKey, note -> new QueueEvent.Attribute(note.getValue().stringValue())));
    }

    /// What goes to standard output while the message ends like this.
    private String written(QueueEvent event, Verdict verdict) {
        var before = System.out;
        var written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, UTF_8));
        try {
            assertThat(worker.work(Queue.INBOX, event, Deadline.in(Duration.ofMinutes(1), clock), _ -> verdict)
                    .batchItemFailures()).isEmpty();
        } finally {
            System.setOut(before);
        }
        return written.toString(UTF_8);
    }

    private Message received(String queue) {
        return sqs.receiveMessage(call -> call.queueUrl(queue).waitTimeSeconds(10).messageAttributeNames("All"))
                .messages().getFirst();
    }
}
