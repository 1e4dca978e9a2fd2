package com.atom.shopify.webhooks;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.proof.Digest;
import com.atom.shopify.tables.Table;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// What has been worked on, for a week: Shopify repeats a delivery for hours, and two subscriptions tell about the same event. A
/// claim is held while the work goes on, and taken over when its holder has died.
@Singleton
final class Claims {
    private static final Duration KEPT = Duration.ofDays(7);
    /// Longer than a worker lives.
    private static final Duration HELD = Duration.ofSeconds(70);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;

    Claims(DynamoDbClient dynamoDb, Deployed deployed, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.ONCE);
        this.clock = clock;
    }

    /// What claiming gives.
    enum Claim {
        OURS,
        /// Another worker is at it.
        HELD,
        DONE
    }

    /// What is claimed: one delivery of one subscription, or one change of one resource.
    record Name(String key) {
        static Name ofDelivery(String shop, String topic, String webhookId) {
            return new Name("delivery#" + Digest.sha256(shop, topic, webhookId));
        }

        static Name ofChange(String shop, String topic, String eventId, String resource, String version) {
            return new Name("change#" + Digest.sha256(shop, topic, eventId, resource, version));
        }
    }

    Claim claim(Name name) {
        var now = clock.instant();
        var item = new HashMap<>(Map.of("key", Items.text(name.key()), "held_until",
                Items.number(now.plus(HELD).toEpochMilli()), "expires_at", Items.time(now.plus(KEPT))));
        try {
            dynamoDb.putItem(put -> put.tableName(table).item(item)
                    .conditionExpression(
                            "attribute_not_exists(#key) OR (attribute_exists(held_until) AND held_until <= :now)"
                                    + " OR expires_at <= :seconds")
                    .expressionAttributeNames(Map.of("#key", "key"))
                    .expressionAttributeValues(Map.of(":now", Items.number(now.toEpochMilli()), ":seconds",
                            Items.time(now)))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Claim.OURS;
        } catch (ConditionalCheckFailedException taken) {
            return taken.item().containsKey("held_until") ? Claim.HELD : Claim.DONE;
        }
    }

    /// The work is done; nobody does it again.
    void done(Name name) {
        var item = Map.<String, AttributeValue>of("key", Items.text(name.key()), "expires_at",
                Items.time(clock.instant().plus(KEPT)));
        dynamoDb.putItem(put -> put.tableName(table).item(item));
    }

    /// The work was not done; the next one may try at once.
    void release(Name name) {
        dynamoDb.deleteItem(delete -> delete.tableName(table).key(Map.of("key", Items.text(name.key()))));
    }

    /// Whether a change was worked on.
    boolean isDone(Optional<Name> name) {
        return name.isPresent() && dynamoDb.getItem(
                get -> get.tableName(table).key(Map.of("key", Items.text(name.get().key()))).consistentRead(true))
                .hasItem();
    }
}
