package com.atom.shopify.subscriptions;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.routes.Topic;
import com.atom.shopify.tables.Table;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Since when deliveries of a store may be missing. Everything was right when somebody last looked; what is found wrong later
/// may have been wrong since then, and nothing was delivered in between.
@Singleton
public final class Watch {
    /// Every look lets it stay as long again.
    private static final Duration KEPT = Duration.ofDays(400);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;

    Watch(DynamoDbClient dynamoDb, Deployed deployed, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.WORK);
        this.clock = clock;
    }

    /// What is known of a store's subscriptions.
    ///
    /// @param rightAt when they were last found right
    /// @param gapFrom from when on deliveries may be missing, until a backfill from then on has filled the gap
    /// @param stopped whether somebody removed them on purpose; as long as that is so a gap is followed by the next
    /// @param refused topics that Shopify did not allow when they were last found right
    public record Watched(Optional<Instant> rightAt, Optional<Instant> gapFrom, boolean stopped,
            Set<Topic> refused) {
        public Watched {
            refused = Set.copyOf(refused);
        }
    }

    public Watched of(ShopDomain shop) {
        var item = dynamoDb.getItem(get -> get.tableName(table).key(key(shop)).consistentRead(true)).item();
        return new Watched(time(item, "right_at"), time(item, "gap_from"), item.containsKey("stopped_at"),
                refused(item));
    }

    /// They are right, but for these topics, which Shopify does not allow.
    void right(ShopDomain shop, Instant at, Set<Topic> refused) {
        update(shop, "SET right_at = :at, refused = :refused REMOVE stopped_at", Map.of(":at", Items.time(at),
                ":refused", AttributeValue.fromL(refused.stream().map(Topic::schema).sorted().map(Items::text)
                        .toList())));
    }

    /// They are not, although they once were: a gap has begun then, unless one has begun before.
    void wrong(ShopDomain shop) {
        try {
            dynamoDb.updateItem(update -> update.tableName(table).key(key(shop))
                    .updateExpression("SET gap_from = if_not_exists(gap_from, right_at)")
                    .conditionExpression("attribute_exists(right_at)"));
        } catch (ConditionalCheckFailedException neverRight) {
            // nothing was ever delivered, so nothing is missing
        }
    }

    /// Somebody removed them, and nobody is to make them again by itself: a gap begins, unless one has begun before.
    void stop(ShopDomain shop) {
        update(shop, "SET stopped_at = :at, gap_from = if_not_exists(gap_from, :at)",
                Map.of(":at", Items.time(clock.instant())));
    }

    /// A backfill that read everything that was changed between two times has filled the gap that began between them. When they are
    /// stopped, the next one begins where it ended.
    public void filled(ShopDomain shop, Instant from, Instant until) {
        if (!fill(shop, from, until, "SET gap_from = :until", "attribute_exists(stopped_at)")) {
            fill(shop, from, until, "REMOVE gap_from", "attribute_not_exists(stopped_at)");
        }
    }

    private boolean fill(ShopDomain shop, Instant from, Instant until, String expression, String condition) {
        try {
            dynamoDb.updateItem(update -> update.tableName(table).key(key(shop)).updateExpression(expression)
                    .conditionExpression("gap_from BETWEEN :from AND :until AND " + condition)
                    .expressionAttributeValues(Map.of(":from", Items.time(from), ":until", Items.time(until))));
            return true;
        } catch (ConditionalCheckFailedException noneOrOther) {
            // the gap is larger than what was read, or there is none
            return false;
        }
    }

    private void update(ShopDomain shop, String expression, Map<String, AttributeValue> values) {
        var all = new HashMap<>(values);
        all.put(":expires", Items.time(clock.instant().plus(KEPT)));
        dynamoDb.updateItem(update -> update.tableName(table).key(key(shop))
                .updateExpression(expression.replaceFirst("SET ", "SET expires_at = :expires, "))
                .expressionAttributeValues(all));
    }

    private static Set<Topic> refused(Map<String, AttributeValue> item) {
        return item.containsKey("refused")
                ? Items.attribute(item, "refused").l().stream().flatMap(name -> Topic.ofSchema(name.s()).stream())
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    private static Optional<Instant> time(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Optional.of(Items.time(item, name)) : Optional.empty();
    }

    private static Map<String, AttributeValue> key(ShopDomain shop) {
        return Map.of("owner", Items.text(shop.value()), "record", Items.text("subscriptions"));
    }
}
