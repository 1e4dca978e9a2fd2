package com.atom.shopify.webhooks;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.aws.Shards;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.tables.Table;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;

/// Up to which state each resource of a store has been followed, and which ones are deleted. Kept far longer than any delivery can
/// be late or parked.
@Singleton
final class Versions {
    private static final Duration KEPT = Duration.ofDays(60);
    private static final Shards SHARDS = new Shards("versions");

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;

    Versions(DynamoDbClient dynamoDb, Deployed deployed, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.WORK);
        this.clock = clock;
    }

    /// How a state stands to the one that was followed last.
    enum Standing {
        NEWER,
        /// The very same.
        SAME,
        OLDER,
        /// The same by all its times, but something else was said: only Shopify knows which of the two is true.
        UNCLEAR,
        /// The resource is deleted, and Shopify gives no id twice.
        DELETED
    }

    Standing standing(ShopDomain shop, String resource, Version version) {
        var known = dynamoDb.getItem(get -> get.tableName(table).key(key(shop, resource)).consistentRead(true)).item();
        if (known.isEmpty()) {
            return Standing.NEWER;
        }
        if (known.containsKey("deleted_at")) {
            return Standing.DELETED;
        }
        var byUpdate = Long.compare(version.updatedAt().toEpochMilli(), Items.number(known, "updated_at"));
        var order = byUpdate != 0
                ? byUpdate
                : Long.compare(version.triggeredAt().toEpochMilli(), Items.number(known, "triggered_at"));
        if (order != 0) {
            return order > 0 ? Standing.NEWER : Standing.OLDER;
        }
        return Items.text(known, "digest").equals(version.digest()) ? Standing.SAME : Standing.UNCLEAR;
    }

    /// That a resource was followed up to this state, as a part of a transaction which fails when a later state or its deletion was
    /// noted meanwhile.
    Put followed(ShopDomain shop, String resource, Version version) {
        var item = item(shop, resource);
        item.put("updated_at", Items.number(version.updatedAt().toEpochMilli()));
        item.put("triggered_at", Items.number(version.triggeredAt().toEpochMilli()));
        item.put("digest", Items.text(version.digest()));
        return Put.builder().tableName(table).item(item)
                .conditionExpression("attribute_not_exists(deleted_at) AND (attribute_not_exists(updated_at)"
                        + " OR updated_at < :updated OR (updated_at = :updated AND triggered_at <= :triggered))")
                .expressionAttributeValues(Map.of(":updated", Items.number(version.updatedAt().toEpochMilli()),
                        ":triggered", Items.number(version.triggeredAt().toEpochMilli())))
                .build();
    }

    /// That a resource is deleted, as a part of a transaction.
    Put deleted(ShopDomain shop, String resource, Instant at) {
        var item = item(shop, resource);
        item.put("deleted_at", Items.number(at.toEpochMilli()));
        return Put.builder().tableName(table).item(item).build();
    }

    /// Forgets a resource.
    void erase(ShopDomain shop, Gid resource) {
        dynamoDb.deleteItem(delete -> delete.tableName(table).key(key(shop, resource.toString())));
    }

    void eraseAllOf(ShopDomain shop, Erasing erasing) {
        SHARDS.owners(shop).forEach(erasing::eraseAllOf);
    }

    private Map<String, AttributeValue> item(ShopDomain shop, String resource) {
        var item = new HashMap<String, AttributeValue>(key(shop, resource));
        item.put("expires_at", Items.time(clock.instant().plus(KEPT)));
        return item;
    }

    private static Map<String, AttributeValue> key(ShopDomain shop, String resource) {
        return Map.of("owner", Items.text(SHARDS.owner(shop, resource)), "record", Items.text(resource));
    }
}
