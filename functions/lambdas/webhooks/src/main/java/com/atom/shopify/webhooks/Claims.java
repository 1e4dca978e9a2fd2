package com.atom.shopify.webhooks;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.proof.Digest;
import com.atom.shopify.tables.Table;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// What has been worked on, for a week: Shopify repeats a delivery for hours, and two subscriptions tell about the same event. A
/// claim is held while the work goes on, and taken over when its holder has died; a holder that was only slow finds out and
/// settles nothing.
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
    sealed interface Claim {

        /// The work is ours.
        ///
        /// @param holder tells this attempt from any that comes after it
        record Ours(Name name, String holder) implements Claim {}

        /// Another worker is at it.
        record Held() implements Claim {}

        record Done() implements Claim {}
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
        var holder = UUID.randomUUID().toString();
        try {
            dynamoDb.putItem(put -> put.tableName(table)
                    .item(Map.of("key", Items.text(name.key()), "holder", Items.text(holder), "held_until",
                            Items.number(now.plus(HELD).toEpochMilli()), "expires_at", Items.time(now.plus(KEPT))))
                    .conditionExpression(
                            "attribute_not_exists(#key) OR (attribute_exists(held_until) AND held_until <= :now)"
                                    + " OR expires_at <= :seconds")
                    .expressionAttributeNames(Map.of("#key", "key"))
                    .expressionAttributeValues(Map.of(":now", Items.number(now.toEpochMilli()), ":seconds",
                            Items.time(now)))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return new Claim.Ours(name, holder);
        } catch (ConditionalCheckFailedException taken) {
            return taken.item().containsKey("held_until") ? new Claim.Held() : new Claim.Done();
        }
    }

    /// That the claimed work is done and nobody does it again, as a part of a transaction which fails when somebody else has
    /// taken the claim over.
    Put done(Claim.Ours claim) {
        return Put.builder().tableName(table).item(doneItem(claim.name())).conditionExpression("holder = :holder")
                .expressionAttributeValues(Map.of(":holder", Items.text(claim.holder()))).build();
    }

    /// That a change was worked on, as a part of a transaction.
    Put done(Name change) {
        return Put.builder().tableName(table).item(doneItem(change)).build();
    }

    private Map<String, AttributeValue> doneItem(Name name) {
        return Map.of("key", Items.text(name.key()), "expires_at", Items.time(clock.instant().plus(KEPT)));
    }

    /// The work was not done; the next one may try at once.
    void release(Claim.Ours claim) {
        try {
            dynamoDb.deleteItem(delete -> delete.tableName(table).key(key(claim.name()))
                    .conditionExpression("holder = :holder")
                    .expressionAttributeValues(Map.of(":holder", Items.text(claim.holder()))));
        } catch (ConditionalCheckFailedException tooLate) {
            // somebody else holds it by now
        }
    }

    /// Whether it was worked on, whatever the reason to ask.
    boolean isDone(Optional<Name> name) {
        if (name.isEmpty()) {
            return false;
        }
        var item = dynamoDb.getItem(get -> get.tableName(table).key(key(name.get())).consistentRead(true)).item();
        return !item.isEmpty() && !item.containsKey("held_until")
                && Items.time(item, "expires_at").isAfter(clock.instant());
    }

    private static Map<String, AttributeValue> key(Name name) {
        return Map.of("key", Items.text(name.key()));
    }
}
