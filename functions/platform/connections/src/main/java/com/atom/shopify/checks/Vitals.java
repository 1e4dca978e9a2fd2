package com.atom.shopify.checks;

import com.atom.shopify.aws.BatchRead;
import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.tables.Table;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The last signs of life of each store, one item that whoever has done something writes its part of. They are for looking at and
/// nothing is decided by them: one that cannot be written is missing, and what was done is done. Thirty days after the last of
/// them all are forgotten together.
@Singleton
public final class Vitals {
    private static final Logger LOG = LoggerFactory.getLogger(Vitals.class);
    private static final Duration KEPT = Duration.ofDays(30);
    /// A busy store's deliveries must not all write the same item.
    private static final Duration PRECISION = Duration.ofMinutes(1);
    private static final int MOST_STORES = 10_000;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;
    private final Cache<ShopDomain, Instant> delivered = Caffeine.newBuilder().maximumSize(MOST_STORES).build();

    Vitals(DynamoDbClient dynamoDb, Deployed deployed, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.WORK);
        this.clock = clock;
    }

    /// What is known of a store.
    public record Signs(Optional<Delivered> delivered, Optional<Synced> synced, Optional<Compared> compared) {
        /// Of a store of which nothing is known.
        public static final Signs NONE = new Signs(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// A delivery whose effect is done: the last one, but for a minute.
    public record Delivered(String topic, Instant receivedAt) {}

    /// The sync that ended last.
    ///
    /// @param reason why it did not complete
    public record Synced(String subject, String status, Optional<String> reason, Instant endedAt) {}

    /// The last whole comparison of the store with what we hold.
    ///
    /// @param through everything that was changed before has been compared
    /// @param objects how many there were
    /// @param drifted how many of them were not what we held
    public record Compared(Instant through, long objects, long drifted) {}

    /// A store of which nothing is known is not in the answer.
    public Map<ShopDomain, Signs> of(List<ShopDomain> shops) {
        var now = clock.instant();
        return BatchRead.of(dynamoDb, table, shops.stream().map(Vitals::key).toList()).stream()
                .filter(item -> Items.time(item, "expires_at").isAfter(now))
                .collect(Collectors.toMap(item -> new ShopDomain(Items.text(item, "owner")), Vitals::signs));
    }

    /// Writes no more than once a minute for each store.
    public void delivered(ShopDomain shop, Delivered last) {
        var before = delivered.getIfPresent(shop);
        if (before != null && before.plus(PRECISION).isAfter(last.receivedAt())) {
            return;
        }
        delivered.put(shop, last.receivedAt());
        note(shop, Map.of("delivered_topic", Items.text(last.topic()), "delivered_at", Items.time(last.receivedAt())));
    }

    public void synced(ShopDomain shop, Synced last) {
        note(shop, Map.of("synced_subject", Items.text(last.subject()), "synced_status", Items.text(last.status()),
                "synced_reason", last.reason().map(Items::text).orElse(AttributeValue.fromNul(true)), "synced_at",
                Items.time(last.endedAt())));
    }

    public void compared(ShopDomain shop, Compared last) {
        note(shop, Map.of("compared_through", Items.time(last.through()), "compared_objects",
                Items.number(last.objects()), "compared_drifted", Items.number(last.drifted())));
    }

    private void note(ShopDomain shop, Map<String, AttributeValue> part) {
        var said = new LinkedHashMap<>(part);
        said.put("expires_at", Items.time(clock.instant().plus(KEPT)));
        try {
            dynamoDb.updateItem(update -> update.tableName(table).key(key(shop))
                    .updateExpression(said.keySet().stream().map(name -> "#" + name + " = :" + name)
                            .collect(Collectors.joining(", ", "SET ", "")))
                    .expressionAttributeNames(said.keySet().stream()
                            .collect(Collectors.toMap(name -> "#" + name, name -> name)))
                    .expressionAttributeValues(said.entrySet().stream()
                            .collect(Collectors.toMap(each -> ":" + each.getKey(), Map.Entry::getValue))));
        } catch (SdkException unwritten) {
            LOG.atWarn().addKeyValue("shop", shop).addKeyValue("parts", part.keySet())
                    .addKeyValue("cause", unwritten.getClass().getSimpleName()).log("a sign of life was not noted");
        }
    }

    private static Signs signs(Map<String, AttributeValue> item) {
        return new Signs(
                item.containsKey("delivered_at")
                        ? Optional.of(new Delivered(Items.text(item, "delivered_topic"),
                                Items.time(item, "delivered_at")))
                        : Optional.empty(),
                item.containsKey("synced_at")
                        ? Optional.of(new Synced(Items.text(item, "synced_subject"), Items.text(item, "synced_status"),
                                Optional.ofNullable(Items.attribute(item, "synced_reason").s()),
                                Items.time(item, "synced_at")))
                        : Optional.empty(),
                item.containsKey("compared_through")
                        ? Optional.of(new Compared(Items.time(item, "compared_through"),
                                Items.number(item, "compared_objects"), Items.number(item, "compared_drifted")))
                        : Optional.empty());
    }

    private static Map<String, AttributeValue> key(ShopDomain shop) {
        return Map.of("owner", Items.text(shop.value()), "record", Items.text("vitals"));
    }
}
