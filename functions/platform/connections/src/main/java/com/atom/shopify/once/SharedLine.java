package com.atom.shopify.once;

import com.atom.shopify.admin.Line;
import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.tables.Table;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// The line before each store, one item per store that was short of budget lately.
@Singleton
public final class SharedLine implements Line {
    private static final Logger LOG = LoggerFactory.getLogger(SharedLine.class);
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;

    SharedLine(DynamoDbClient dynamoDb, Deployed deployed, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.ONCE);
        this.clock = clock;
    }

    @Override
    public Instant move(ShopDomain shop, Instant known, Duration by) {
        try {
            return moveForAll(shop, known, by);
        } catch (SdkException unheard) {
            LOG.atWarn().addKeyValue("shop", shop).setCause(unheard).log("line not moved");
            return known.plus(by);
        }
    }

    private Instant moveForAll(ShopDomain shop, Instant known, Duration by) {
        while (true) {
            try {
                return update(shop, "SET full_at = full_at + :by, expires_at = :expires", "full_at >= :known",
                        by.toMillis(), known);
            } catch (ConditionalCheckFailedException standsEarlier) {
                try {
                    return update(shop, "SET full_at = :by, expires_at = :expires",
                            "attribute_not_exists(full_at) OR full_at < :known", known.plus(by).toEpochMilli(), known);
                } catch (ConditionalCheckFailedException movedMeanwhile) {
                    // the first way works now
                }
            }
        }
    }

    private Instant update(ShopDomain shop, String change, String condition, long by, Instant known) {
        var expires = clock.instant().plus(REMEMBERED);
        Map<String, AttributeValue> moved = dynamoDb.updateItem(request -> request.tableName(table)
                .key(Map.of("key", Items.text("line#" + shop)))
                .updateExpression(change).conditionExpression(condition)
                .expressionAttributeValues(Map.of(":by", Items.number(by),
                        ":known", Items.number(known.toEpochMilli()), ":expires", Items.time(expires)))
                .returnValues(ReturnValue.UPDATED_NEW)).attributes();
        return Instant.ofEpochMilli(Items.number(moved, "full_at"));
    }
}
