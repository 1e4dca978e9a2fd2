package com.atom.shopify.webhooks;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.aws.Shards;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.lists.Page;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.tables.Table;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// The deliveries of each store for 30 days: headers, digest and outcome, in the order in which they were received.
@Singleton
public final class Deliveries {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final String RECORD = "delivery#";
    /// Behind every id.
    private static final String END = "~";
    private static final Instant EARLIEST = Instant.ofEpochSecond(1_000_000_000);
    private static final Instant LATEST = Instant.ofEpochSecond(1_999_999_999);
    private static final Shards SHARDS = new Shards("deliveries");
    /// How often one page may look at what the filters leave out.
    private static final int MOST_ROUNDS = 20;
    private static final int READ_AT_ONCE = 250;

    private final DynamoDbClient dynamoDb;
    private final String table;

    Deliveries(DynamoDbClient dynamoDb, Deployed deployed) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.WORK);
    }

    /// Which deliveries are looked for.
    ///
    /// @param from the first that counts
    /// @param to the last that counts
    public record Search(Optional<String> topic, Optional<String> outcome, Optional<Instant> from,
            Optional<Instant> to, boolean oldestFirst) {}

    /// Keeps what is known of a delivery now, over what was known before.
    public void note(ShopDomain shop, Delivery delivery) {
        dynamoDb.putItem(put -> put.tableName(table).item(item(shop, delivery)));
    }

    /// Keeps it unless it is known: the same message may come again after all was done.
    void noteUnlessKnown(ShopDomain shop, Delivery delivery) {
        try {
            dynamoDb.putItem(put -> put.tableName(table).item(item(shop, delivery))
                    .conditionExpression("attribute_not_exists(#record)")
                    .expressionAttributeNames(Map.of("#record", "record")));
        } catch (ConditionalCheckFailedException known) {
            // what is known says more
        }
    }

    /// What is to be kept of a delivery, as a part of a transaction.
    Put noted(ShopDomain shop, Delivery delivery) {
        return Put.builder().tableName(table).item(item(shop, delivery)).build();
    }

    private static Map<String, AttributeValue> item(ShopDomain shop, Delivery delivery) {
        var item = new HashMap<String, AttributeValue>();
        item.putAll(key(shop, delivery.id()));
        item.put("topic", Items.text(delivery.topic()));
        item.put("outcome", Items.text(delivery.outcome()));
        item.put("digest", Items.text(delivery.digest()));
        item.put("received_at", Items.number(delivery.receivedAt().toEpochMilli()));
        item.put("expires_at", Items.time(delivery.receivedAt().plus(KEPT)));
        put(item, "webhook_id", delivery.webhookId());
        put(item, "event_id", delivery.eventId());
        put(item, "api_version", delivery.apiVersion());
        put(item, "reason", delivery.reason());
        put(item, "resource", delivery.resource());
        delivery.triggeredAt().ifPresent(time -> item.put("triggered_at", Items.number(time.toEpochMilli())));
        delivery.begunAt().ifPresent(time -> item.put("begun_at", Items.number(time.toEpochMilli())));
        delivery.attempts().ifPresent(count -> item.put("attempts", Items.number(count)));
        delivery.settledAt().ifPresent(time -> item.put("settled_at", Items.number(time.toEpochMilli())));
        return item;
    }

    public Optional<Delivery> find(ShopDomain shop, String id) {
        var item = dynamoDb.getItem(get -> get.tableName(table).key(key(shop, id)).consistentRead(true)).item();
        return item.isEmpty() ? Optional.empty() : Optional.of(delivery(item));
    }

    /// A page of them. It may hold fewer than wanted, even none, before the end when the filters leave much out.
    public Page<Delivery> page(ShopDomain shop, Search search, PageRequest page) {
        var found = new ArrayList<Delivery>();
        var after = page.after() == null ? null : place(page.after());
        for (var rounds = 0; rounds < MOST_ROUNDS; rounds++) {
            var round = round(shop, search, page.limit(), after);
            found.addAll(round.found());
            if (found.size() >= page.limit()) {
                var full = found.subList(0, page.limit());
                return new Page<>(full, full.getLast().id());
            }
            if (round.horizon().isEmpty()) {
                return new Page<>(found, null);
            }
            after = round.horizon().get();
        }
        return new Page<>(found, after);
    }

    /// What one look at every shard gave, in order, as far as all of them were read.
    ///
    /// @param horizon as far as that is; none when all were read to their ends
    private record Round(List<Delivery> found, Optional<String> horizon) {}

    private Round round(ShopDomain shop, Search search, int limit, @Nullable String after) {
        var order = search.oldestFirst() ? Comparator.<String>naturalOrder() : Comparator.<String>reverseOrder();
        var reads = SHARDS.owners(shop).stream().map(owner -> dynamoDb.query(query(owner, search, limit, after)))
                .toList();
        var horizon = reads.stream().filter(QueryResponse::hasLastEvaluatedKey)
                .map(read -> id(read.lastEvaluatedKey())).min(order);
        var found = reads.stream().flatMap(read -> read.items().stream()).map(Deliveries::delivery)
                .filter(delivery -> horizon.isEmpty() || order.compare(delivery.id(), horizon.get()) <= 0)
                .sorted(Comparator.comparing(Delivery::id, order)).toList();
        return new Round(found, horizon);
    }

    /// Erases all deliveries of a shop.
    void eraseAllOf(ShopDomain shop, Erasing erasing) {
        SHARDS.owners(shop).forEach(erasing::eraseAllOf);
    }

    private static String place(String after) {
        if (!Delivery.ID.matcher(after).matches()) {
            throw PageRequest.foreignCursor();
        }
        return after;
    }

    private QueryRequest query(String owner, Search search, int limit, @Nullable String after) {
        var values = new HashMap<>(Map.of(":owner", Items.text(owner),
                ":from", Items.text(RECORD + search.from().map(Deliveries::millis).orElse("")),
                ":to", Items.text(RECORD + search.to().map(Deliveries::millis).orElse("") + END)));
        var names = new HashMap<>(Map.of("#owner", "owner", "#record", "record"));
        var filters = new ArrayList<String>();
        var wanted = new LinkedHashMap<String, Optional<String>>();
        wanted.put("topic", search.topic());
        wanted.put("outcome", search.outcome());
        wanted.forEach((name, value) -> value.ifPresent(text -> {
            names.put("#" + name, name);
            values.put(":" + name, Items.text(text));
            filters.add("#" + name + " = :" + name);
        }));
        return QueryRequest.builder().tableName(table).limit(filters.isEmpty() ? limit : READ_AT_ONCE)
                .keyConditionExpression("#owner = :owner AND #record BETWEEN :from AND :to")
                .filterExpression(filters.isEmpty() ? null : String.join(" AND ", filters))
                .expressionAttributeNames(names).expressionAttributeValues(values)
                .scanIndexForward(search.oldestFirst())
                .exclusiveStartKey(after == null ? null : key(owner, after)).build();
    }

    /// The time as an id begins with it, which has thirteen digits in all the years that matter.
    private static String millis(Instant time) {
        var bounded = time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
        return String.valueOf(bounded.toEpochMilli());
    }

    private static void put(Map<String, AttributeValue> item, String name, Optional<String> value) {
        value.ifPresent(text -> item.put(name, Items.text(text)));
    }

    private static Delivery delivery(Map<String, AttributeValue> item) {
        return new Delivery(id(item), Items.text(item, "topic"), text(item, "webhook_id"), text(item, "event_id"),
                text(item, "api_version"), time(item, "triggered_at"),
                Instant.ofEpochMilli(Items.number(item, "received_at")), time(item, "begun_at"),
                time(item, "settled_at"),
                Optional.ofNullable(item.get("attempts")).map(count -> Integer.valueOf(count.n())),
                Items.text(item, "outcome"), text(item, "reason"), text(item, "resource"),
                Items.text(item, "digest"));
    }

    private static Optional<String> text(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }

    private static Optional<Instant> time(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name)
                ? Optional.of(Instant.ofEpochMilli(Items.number(item, name)))
                : Optional.empty();
    }

    private static String id(Map<String, AttributeValue> key) {
        return Items.text(key, "record").substring(RECORD.length());
    }

    private static Map<String, AttributeValue> key(ShopDomain shop, String id) {
        return key(SHARDS.owner(shop, id), id);
    }

    private static Map<String, AttributeValue> key(String owner, String id) {
        return Map.of("owner", Items.text(owner), "record", Items.text(RECORD + id));
    }
}
