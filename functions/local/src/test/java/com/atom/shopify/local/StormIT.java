package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atom.shopify.fake.aws.Fault;
import com.atom.shopify.fake.aws.LocalQueues;
import com.atom.shopify.proof.ClientSecret;
import com.atom.shopify.proof.WebhookSignature;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.tables.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// A rush of deliveries, most of them of one shop, some twice, some in the wrong order, some hours late, while workers are killed,
/// DynamoDB throttles and the queue is away: what the product holds in the end is what the events alone say. Early, because it waits
/// long for little.
@Order(1)
class StormIT {
    private static final Logger LOG = LoggerFactory.getLogger(StormIT.class);
    private static final int SHOPS = 5;
    private static final int SHARDS = 8;
    private static final int VERSIONS = 4;
    private static final int SENDERS = 12;
    private static final int PERCENT = 100;
    /// As often as Shopify tries.
    private static final int TRIES = 8;
    private static final Duration SEEN_AGAIN = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Instant FIRST = Instant.parse("2026-11-20T08:00:00Z");

    private final LocalPlatform platform = Running.start(Map.of());
    private final Random random = new Random(20_261_127);
    private final HttpClient http = HttpClient.newHttpClient();
    private final ClientSecret secret = new ClientSecret("local-secret", Optional.empty());
    private final AtomicInteger accepted = new AtomicInteger();
    private final ConcurrentLinkedQueue<Integer> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicLong slowest = new AtomicLong();

    /// One state of one order, as it is told.
    private record Event(String shop, long order, int version, String webhookId) {
        Instant updatedAt() {
            return FIRST.plusSeconds(60L * version);
        }

        /// Two mugs; the last state has one of them refunded.
        String body() {
            var refunds = isRefunded()
                    ? "{\"id\":%d,\"order_id\":%d,\"created_at\":\"%s\",\"refund_line_items\":[{\"line_item_id\":%d,\"quantity\":1,\"subtotal\":\"10.00\"}]}"
                            .formatted(order + 2, order, updatedAt(), order + 1)
                    : "";
            return """
                    {"id":%d,"processed_at":"%s","updated_at":"%s","currency":"USD","total_price":"20.00",
                     "current_total_price":"%s","line_items":[{"id":%d,"product_id":11,"variant_id":12,"quantity":2,
                     "current_quantity":%d,"price":"10.00"}],"refunds":[%s]}
                    """.formatted(order, FIRST, updatedAt(), isRefunded() ? "10.00" : "20.00", order + 1,
                    isRefunded() ? 1 : 2, refunds);
        }

        boolean isRefunded() {
            return version == VERSIONS;
        }
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void someHundredDeliveriesEndInTheStateThatTheirEventsSay() throws Exception {
        storm(400, 1);
    }

    @Test
    @Tag("soak")
    void aHundredThousandDeliveriesEndInTheStateThatTheirEventsSay() throws Exception {
        storm(100_000, 20);
    }

    private void storm(int size, int accidents) throws Exception {
        var shops = IntStream.range(0, SHOPS).mapToObj(_ -> Client.newShop()).toList();
        var owners = shops.stream().collect(
                Collectors.toMap(shop -> shop, shop -> new Client(platform, "owner-of-" + shop).connect(shop)));
        var deliveries = deliveries(shops, size);
        visibility(SEEN_AGAIN);
        var start = Instant.now();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var rush = new ConcurrentLinkedQueue<>(deliveries);
            IntStream.range(0, SENDERS).forEach(_ -> threads.execute(() -> {
                for (var next = rush.poll(); next != null; next = rush.poll()) {
                    deliver(next);
                }
            }));
            for (var accident = 1; accident <= accidents; accident++) {
                var due = (long) size * accident / (accidents + 1);
                await().atMost(LONGEST).until(() -> accepted.get() >= due);
                platform.sqs().order("SendMessage", new Fault.Fail(), 60);
                platform.function(LambdaFunction.WORKER).kill();
            }
        }
        var sent = Duration.between(start, Instant.now());
        var distinct = deliveries.stream().map(Event::webhookId).distinct().count();
        var backlog = waiting();
        for (var accident = 1; accident <= accidents; accident++) {
            var due = backlog - backlog * accident / (accidents + 1);
            await().pollInterval(BETWEEN_LOOKS).atMost(LONGEST).until(() -> waiting() <= due);
            platform.dynamoDb().order("TransactWriteItems", new Fault.Throttle(), 40);
            platform.dynamoDb().order("PutItem", new Fault.Throttle(), 40);
            platform.function(LambdaFunction.WORKER).kill();
        }
        await().pollInterval(BETWEEN_LOOKS).atMost(LONGEST).until(() -> waiting() == 0);
        await().pollInterval(BETWEEN_LOOKS).atMost(LONGEST)
                .until(() -> shops.stream().mapToLong(shop -> settled(shop).size()).sum() >= distinct);
        var drained = Duration.between(start, Instant.now());
        LOG.info("{} deliveries accepted in {}, {} a second, slowest {} ms, {} refusals; worked through after {}",
                accepted, sent, accepted.get() * 1_000L / sent.toMillis(), slowest, refusals.size(), drained);

        assertThat(accepted).hasValue(deliveries.size());
        assertThat(refusals).allSatisfy(status -> assertThat(status).isBetween(500, 599));
        for (var shop : shops) {
            var told = deliveries.stream().filter(event -> event.shop().equals(shop)).toList();
            assertThat(settled(shop).keySet()).as("0 lost").isEqualTo(ids(told));
            assertThat(settled(shop).values()).as("0 parked").isSubsetOf("applied", "duplicate", "stale");
            assertThat(sold(Objects.requireNonNull(owners.get(shop)))).isEqualTo(Sold.of(told));
        }
        assertThat(waiting()).as("the backlog").isZero();
        assertThat(parked(shops)).isZero();
    }

    private List<Event> deliveries(List<String> shops, int size) {
        var events = new ArrayList<Event>();
        while (events.size() < size * 95 / PERCENT) {
            var shop = random.nextInt(PERCENT) < 80 ? shops.getFirst() : shops.get(1 + random.nextInt(SHOPS - 1));
            var order = (1L << 53) + 10L * events.size();
            IntStream.rangeClosed(1, 1 + random.nextInt(VERSIONS)).forEach(version -> events
                    .add(new Event(shop, order, version, new UUID(random.nextLong(), random.nextLong()).toString())));
        }
        var deliveries = new ArrayList<>(events);
        while (deliveries.size() < size) {
            deliveries.add(random.nextInt(deliveries.size()), events.get(random.nextInt(events.size())));
        }
        for (var i = 0; i < size / 10; i++) {
            var here = random.nextInt(size);
            Collections.swap(deliveries, here, Math.min(size - 1, here + 1 + random.nextInt(30)));
        }
        var late = IntStream.range(0, size / 50).mapToObj(_ -> deliveries.remove(random.nextInt(deliveries.size())))
                .toList();
        deliveries.addAll(late);
        return deliveries;
    }

    private void deliver(Event event) {
        for (var attempt = 1; attempt <= TRIES; attempt++) {
            var before = System.nanoTime();
            var status = attempt(event);
            slowest.accumulateAndGet((System.nanoTime() - before) / 1_000_000, Math::max);
            if (status == 200) {
                accepted.incrementAndGet();
                return;
            }
            refusals.add(status);
        }
        throw new AssertionError("Shopify would have given up on " + event.webhookId());
    }

    private int attempt(Event event) {
        var body = event.body().getBytes(UTF_8);
        var request = HttpRequest.newBuilder(URI.create(platform.api() + "/webhooks/shopify"))
                .header("Content-Type", "application/json")
                .header("X-Shopify-Topic", event.version() == 1 ? "orders/create" : "orders/updated")
                .header("X-Shopify-Shop-Domain", event.shop()).header("X-Shopify-Webhook-Id", event.webhookId())
                .header("X-Shopify-Event-Id", "event-" + event.webhookId()).header("X-Shopify-API-Version", "2026-10")
                .header("X-Shopify-Triggered-At", event.updatedAt().toString())
                .header("X-Shopify-Hmac-Sha256", WebhookSignature.of(body, secret))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException cut) {
            throw new AssertionError(cut);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    private static Set<String> ids(List<Event> events) {
        return events.stream().map(Event::webhookId).collect(Collectors.toSet());
    }

    /// What a store sold.
    private record Sold(int orders, BigDecimal gross, BigDecimal returns) {
        private static final BigDecimal MUG = new BigDecimal("10.00");

        /// The oracle: of each order only the last state that was told counts.
        static Sold of(List<Event> told) {
            var newest = told.stream().collect(Collectors.toMap(Event::order, event -> event,
                    (one, other) -> one.version() > other.version() ? one : other));
            var refunded = newest.values().stream().filter(Event::isRefunded).count();
            return new Sold(newest.size(), MUG.multiply(BigDecimal.valueOf(2L * newest.size())),
                    MUG.multiply(BigDecimal.valueOf(refunded)));
        }
    }

    private static Sold sold(Client owner) {
        var day = LocalDate.ofInstant(FIRST, ZoneOffset.UTC);
        var totals = await().atMost(Duration.ofMinutes(1)).until(
                () -> owner.get("/api/shopify/enhanced/analytics?from=" + day + "&to=" + day).data().path("totals"),
                JsonNode::isObject);
        return new Sold(totals.path("orders").asInt(), new BigDecimal(totals.at("/gross_sales/amount").asText()),
                new BigDecimal(totals.at("/returns/amount").asText()));
    }

    /// The outcome of each delivery that came to one: the best, if it came more than once.
    private Map<String, String> settled(String shop) {
        var settled = new HashMap<String, String>();
        records("deliveries#" + shop).stream().filter(item -> !value(item, "outcome").s().equals("failed"))
                .forEach(item -> settled.merge(value(item, "webhook_id").s(), value(item, "outcome").s(),
                        (one, other) -> one.equals("duplicate") ? other : one));
        return settled;
    }

    private List<Map<String, AttributeValue>> records(String owner) {
        return IntStream.range(0, SHARDS).boxed().flatMap(shard -> {
            var query = QueryRequest.builder().tableName(platform.tables().name(Table.WORK))
                    .keyConditionExpression("#owner = :owner").expressionAttributeNames(Map.of("#owner", "owner"))
                    .expressionAttributeValues(Map.of(":owner", AttributeValue.fromS(owner + "#" + shard))).build();
            return platform.tables().client().queryPaginator(query).items().stream();
        }).toList();
    }

    private static AttributeValue value(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name);
    }

    /// How many deliveries are not worked through.
    private long waiting() {
        var queue = platform.queue(Queue.INBOX);
        return platform.queueClient().getQueueAttributes(call -> call.queueUrl(queue).attributeNames(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)).attributes().values().stream()
                .mapToLong(Long::parseLong).sum();
    }

    /// How many messages about these shops lie among the dead letters.
    private long parked(List<String> shops) {
        var queue = LocalQueues.deadLetters(platform.queue(Queue.INBOX));
        return platform.queueClient()
                .receiveMessage(call -> call.queueUrl(queue).maxNumberOfMessages(10).visibilityTimeout(1)).messages()
                .stream().filter(message -> shops.stream().anyMatch(message.body()::contains)).count();
    }

    /// How long a message stays hidden whose worker was killed; a test cannot wait for as long as the product does.
    private void visibility(Duration time) {
        platform.queueClient().setQueueAttributes(call -> call
                .queueUrl(platform.queue(Queue.INBOX))
                .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, String.valueOf(time.toSeconds()))));
    }
}
