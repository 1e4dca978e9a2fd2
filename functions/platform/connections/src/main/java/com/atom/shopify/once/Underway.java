package com.atom.shopify.once;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.tables.Table;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// What Shopify does to a resource in the background, so that nobody asks for it again meanwhile.
@Singleton
public final class Underway {
    /// Longer than any request lives: its deadline is 25 s.
    private static final Duration ASKING = Duration.ofSeconds(30);
    /// Longer than Shopify's jobs take.
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;

    Underway(DynamoDbClient dynamoDb, Deployed deployed, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.ONCE);
        this.clock = clock;
    }

    /// Somebody has asked Shopify before.
    ///
    /// @param job Shopify's job, unless its id is not known yet
    public record Begun(Optional<String> job) {}

    /// Who has asked already; when nobody has, the caller is the one to ask.
    public Optional<Begun> begin(ShopDomain shop, Gid subject) {
        var now = clock.instant();
        try {
            dynamoDb.putItem(request -> request.tableName(table).item(item(shop, subject, now.plus(ASKING)))
                    .conditionExpression("attribute_not_exists(#key) OR held_until <= :now")
                    .expressionAttributeNames(Map.of("#key", "key"))
                    .expressionAttributeValues(Map.of(":now", Items.number(now.toEpochMilli())))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Optional.empty();
        } catch (ConditionalCheckFailedException begun) {
            return Optional.of(new Begun(Optional.ofNullable(begun.item().get("job")).map(AttributeValue::s)));
        }
    }

    /// Shopify has begun this job.
    public void runs(ShopDomain shop, Gid subject, String job) {
        var item = item(shop, subject, clock.instant().plus(REMEMBERED));
        item.put("job", Items.text(job));
        dynamoDb.putItem(request -> request.tableName(table).item(item));
    }

    /// Nothing is underway.
    public void ended(ShopDomain shop, Gid subject) {
        dynamoDb.deleteItem(request -> request.tableName(table).key(Map.of("key", key(shop, subject))));
    }

    private static Map<String, AttributeValue> item(ShopDomain shop, Gid subject, Instant until) {
        return new HashMap<>(Map.of("key", key(shop, subject), "held_until", Items.number(until.toEpochMilli()),
                "expires_at", Items.time(until)));
    }

    private static AttributeValue key(ShopDomain shop, Gid subject) {
        return Items.text("underway#" + shop + "#" + subject);
    }
}
