package com.atom.shopify.webhooks;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.tables.Table;
import com.atom.shopify.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Erases what lies under whole keys of a table, until a deadline. Whoever runs out of time fails with `erasing.unfinished`, which
/// only delays, and the next one goes on where this one stopped.
final class Erasing {
    private static final int MOST_AT_ONCE = 25;
    /// What one more call may take.
    private static final Duration CALL = Duration.ofSeconds(8);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final String partitionKey;
    private final String sortKey;
    private final Deadline deadline;

    Erasing(DynamoDbClient dynamoDb, Deployed deployed, Table table, Deadline deadline) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(table);
        this.partitionKey = table.partitionKey();
        this.sortKey = table.sortKey().orElseThrow();
        this.deadline = deadline;
    }

    void eraseAllOf(String owner) {
        var query = QueryRequest.builder().tableName(table).consistentRead(true).limit(MOST_AT_ONCE)
                .keyConditionExpression("#owner = :owner").projectionExpression("#owner, #record")
                .expressionAttributeNames(Map.of("#owner", partitionKey, "#record", sortKey))
                .expressionAttributeValues(Map.of(":owner", Items.text(owner))).build();
        while (true) {
            checkTime(deadline);
            // Always from the start: what was erased is not read again.
            var items = dynamoDb.query(query).items();
            if (items.isEmpty()) {
                return;
            }
            erase(items);
        }
    }

    private void erase(List<Map<String, AttributeValue>> keys) {
        var left = Map.of(table, keys.stream()
                .map(key -> WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build()).toList());
        while (!left.isEmpty()) {
            checkTime(deadline);
            left = dynamoDb.batchWriteItem(BatchWriteItemRequest.builder().requestItems(left).build())
                    .unprocessedItems();
        }
    }

    /// Fails when there is not enough time left for one more call.
    static void checkTime(Deadline deadline) {
        if (!deadline.allows(CALL)) {
            throw new FailureException(new Failure.TimedOut("erasing.unfinished", "There is more to erase."));
        }
    }
}
