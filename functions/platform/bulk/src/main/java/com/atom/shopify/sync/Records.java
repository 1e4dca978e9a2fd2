package com.atom.shopify.sync;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.tables.Table;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// The records of long work under its store in the table of work, each with the number of its revision; for 60 days after their last
/// change.
@Singleton
final class Records {
    private static final Duration KEPT = Duration.ofDays(60);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final ObjectMapper json;
    private final Clock clock;

    Records(DynamoDbClient dynamoDb, Deployed deployed, ObjectMapper json, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.WORK);
        this.json = json;
        this.clock = clock;
    }

    <T> Optional<T> find(ShopDomain shop, String record, Class<T> type) {
        var item = dynamoDb.getItem(get -> get.tableName(table).key(key(shop, record)).consistentRead(true)).item();
        if (item.isEmpty() || Items.time(item, "expires_at").isBefore(clock.instant())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Objects.requireNonNull(json.readValue(Items.text(item, "state"), type)));
        } catch (IOException foreign) {
            throw new UncheckedIOException(foreign);
        }
    }

    /// A record, as a part of a write, that fails when the record is not of this revision; 0 is none.
    Put put(ShopDomain shop, String record, Object state, long before, long after) {
        var item = item(shop, record, state);
        item.put("revision", Items.number(after));
        var put = Put.builder().tableName(table).item(item);
        // What has expired may be there for days.
        return (before == 0
                ? put.conditionExpression("attribute_not_exists(#record) OR expires_at < :now")
                        .expressionAttributeNames(Map.of("#record", "record"))
                        .expressionAttributeValues(Map.of(":now", Items.time(clock.instant())))
                : put.conditionExpression("revision = :before")
                        .expressionAttributeValues(Map.of(":before", Items.number(before))))
                .build();
    }

    /// A record, as a part of a write, whatever was there.
    Put put(ShopDomain shop, String record, Object state) {
        return Put.builder().tableName(table).item(item(shop, record, state)).build();
    }

    /// Writes all or none, and says whether it did: somebody else may have been first.
    boolean write(List<Put> puts) {
        try {
            dynamoDb.transactWriteItems(all -> all
                    .transactItems(puts.stream().map(put -> TransactWriteItem.builder().put(put).build()).toList()));
            return true;
        } catch (TransactionCanceledException overtaken) {
            return false;
        }
    }

    private Map<String, AttributeValue> item(ShopDomain shop, String record, Object state) {
        Map<String, AttributeValue> item = new HashMap<>(key(shop, record));
        try {
            item.put("state", Items.text(json.writeValueAsString(state)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        item.put("expires_at", Items.time(clock.instant().plus(KEPT)));
        return item;
    }

    private static Map<String, AttributeValue> key(ShopDomain shop, String record) {
        return Map.of("owner", Items.text(shop.value()), "record", Items.text(record));
    }
}
