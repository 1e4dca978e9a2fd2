package com.atom.shopify.aws;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// Consistent reads of many items of one table. DynamoDB may leave keys unread when it is short of capacity; they are asked
/// for again a few times, then the answer is a failure and never a shorter list.
public final class BatchRead {
    private static final int MOST_KEYS = 100;
    private static final int TRIES = 4;

    private BatchRead() {}

    public static List<Map<String, AttributeValue>> of(DynamoDbClient dynamoDb, String table,
            List<Map<String, AttributeValue>> keys) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        for (var from = 0; from < keys.size(); from += MOST_KEYS) {
            items.addAll(page(dynamoDb, table, keys.subList(from, Math.min(keys.size(), from + MOST_KEYS))));
        }
        return items;
    }

    private static List<Map<String, AttributeValue>> page(DynamoDbClient dynamoDb, String table,
            List<Map<String, AttributeValue>> keys) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        var left = Map.of(table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
        for (var tries = 0; tries < TRIES; tries++) {
            var answer = dynamoDb.batchGetItem(BatchGetItemRequest.builder().requestItems(left).build());
            items.addAll(answer.responses().getOrDefault(table, List.of()));
            left = answer.unprocessedKeys();
            if (left.isEmpty()) {
                return items;
            }
        }
        throw new FailureException(new Failure.Unavailable("service.unavailable",
                "A service that we depend on does not answer; try again."));
    }
}
