package com.atom.shopify.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.fake.aws.FakeEvents;
import com.atom.shopify.fake.aws.FaultProxy;
import com.atom.shopify.fake.aws.LocalBuckets;
import com.atom.shopify.fake.aws.LocalQueues;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.queue.Received;
import com.atom.shopify.queue.Verdict;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.tables.Table;
import com.atom.shopify.time.Deadline;
import com.atom.shopify.tokens.Rotation;
import io.micronaut.context.ApplicationContext;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// A worker with everything around it: tables, a bucket, a bus and the simulator.
final class Mailroom implements AutoCloseable {
    static final Instant RECEIVED = Instant.parse("2026-11-20T10:00:05Z");
    static final String TRIGGERED = "2026-11-20T10:00:00.123456789Z";

    final Rotation rotation = new Rotation();
    final LocalBuckets buckets = LocalBuckets.start();
    final FakeEvents bus = FakeEvents.start();
    /// The tables, with accidents.
    final FaultProxy tables = FaultProxy.before(rotation.tables.endpoint());
    private final LocalQueues queues = LocalQueues.start();
    private final String jobs = queues.create("jobs", Duration.ofMinutes(6), Queue.MOST_RECEIVES);
    final ApplicationContext worker;
    final Inbox inbox;
    final Deliveries deliveries;
    private final ObjectMapper json;

    Mailroom() {
        buckets.create("payloads");
        this.worker = rotation.instance(Map.of("payloads.bucket", "payloads", "event.bus", "bus", "test.s3",
                buckets.endpoint().toString(), "test.s3.secret", buckets.secretKey(), "test.events",
                bus.endpoint().toString(), "test.sqs", queues.endpoint().toString(), "jobs.queue", jobs,
                "test.dynamodb", tables.endpoint().toString()));
        this.inbox = worker.getBean(Inbox.class);
        this.deliveries = worker.getBean(Deliveries.class);
        this.json = worker.getBean(ObjectMapper.class);
    }

    ShopDomain connect() {
        return rotation.connect(worker);
    }

    /// A delivery that a test goes on describing.
    Letter letter(String topic, ShopDomain shop, String body) {
        return new Letter(topic, shop.value(), body, UUID.randomUUID().toString(),
                UUID.randomUUID().toString(), TRIGGERED, Optional.empty(), RECEIVED);
    }

    /// A delivery with the headers that Shopify gives it.
    record Letter(String topic, String shop, String body, String webhookId, String eventId, String triggeredAt,
            Optional<String> app, Instant receivedAt) {

        byte[] bytes() {
            return body.getBytes(UTF_8);
        }

        /// Another subscription tells about the same event.
        Letter bySubscription(String other) {
            return new Letter(topic, shop, body, other, eventId, triggeredAt, app, receivedAt);
        }

        Letter triggered(String other) {
            return new Letter(topic, shop, body, webhookId, eventId, other, app, receivedAt);
        }

        Letter overApp(String other) {
            return new Letter(topic, shop, body, webhookId, eventId, triggeredAt, Optional.of(other), receivedAt);
        }

        Letter received(Instant other) {
            return new Letter(topic, shop, body, webhookId, eventId, triggeredAt, app, other);
        }
    }

    Verdict deliver(Letter letter) {
        return work(message(letter, true));
    }

    /// A large one: its body lies in the bucket.
    Verdict deliverOverBucket(Letter letter) {
        worker.getBean(S3Client.class).putObject(put -> put.bucket("payloads").key(Bodies.sha256(letter.bytes())),
                RequestBody.fromBytes(letter.bytes()));
        return work(message(letter, false));
    }

    boolean isInBucket(String body) {
        return worker.getBean(S3Client.class).listObjectsV2(list -> list.bucket("payloads")).contents().stream()
                .anyMatch(object -> object.key().equals(Bodies.sha256(body.getBytes(UTF_8))));
    }

    /// The same for a delivery at which others have failed.
    Verdict deliver(Letter letter, int attempt) {
        return work(message(letter, true), attempt);
    }

    /// The same as long as a worker has time for it.
    Verdict deliver(Letter letter, Deadline deadline) {
        return work(message(letter, true), 1, deadline);
    }

    Verdict work(String message) {
        return work(message, 1);
    }

    private Verdict work(String message, int attempt) {
        return work(message, attempt, rotation.deadline());
    }

    private Verdict work(String message, int attempt, Deadline deadline) {
        return inbox.work(new Received("message", message, "group", attempt, deadline));
    }

    private String message(Letter letter, boolean withBody) {
        try {
            return json.writeValueAsString(new Envelope(letter.app().orElse(null), letter.receivedAt(),
                    Bodies.sha256(letter.bytes()),
                    new Envelope.Hints(letter.topic(), letter.shop(), letter.webhookId(), letter.eventId(),
                            letter.triggeredAt(), "2026-10", null),
                    withBody ? Base64.getEncoder().encodeToString(letter.bytes()) : null, null));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// The outcomes of what was delivered for a shop, the newest first.
    List<String> outcomes(ShopDomain shop) {
        return delivered(shop).stream().map(Delivery::outcome).toList();
    }

    /// What was delivered for a shop, the newest first.
    List<Delivery> delivered(ShopDomain shop) {
        return deliveries.page(shop, everything(), new PageRequest(250, null)).items();
    }

    static Deliveries.Search everything() {
        return new Deliveries.Search(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /// What the jobs function was told.
    List<String> toldJobs() {
        return worker.getBean(SqsClient.class).receiveMessage(receive -> receive.queueUrl(jobs).maxNumberOfMessages(10))
                .messages().stream().map(Message::body).toList();
    }

    /// The kinds of what was published about a shop.
    List<String> published(ShopDomain shop) {
        return bus.events().stream().filter(event -> event.detail().path("shop").asText().equals(shop.value()))
                .map(FakeEvents.Event::detailType).toList();
    }

    /// Every item of every table, as text.
    Set<String> everywhere() {
        var items = new HashSet<String>();
        for (var table : Table.values()) {
            rotation.tables.client().scanPaginator(
                    ScanRequest.builder().tableName(rotation.tables.name(table)).build()).items()
                    .forEach(item -> items.add(new HashMap<>(item).toString()));
        }
        return items;
    }

    @Override
    public void close() {
        rotation.close();
        tables.close();
        bus.close();
        buckets.close();
        queues.close();
    }
}
