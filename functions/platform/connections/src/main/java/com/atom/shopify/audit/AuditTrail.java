package com.atom.shopify.audit;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.tables.Table;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;

/// That something was done to a store which somebody may have to prove: a privacy request, or a disconnection. It says what came of
/// it and when, and nothing of a customer. It outlives the store.
@Singleton
public final class AuditTrail {
    private static final Duration KEPT = Duration.ofDays(3 * 365);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;

    AuditTrail(DynamoDbClient dynamoDb, Deployed deployed, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.WORK);
        this.clock = clock;
    }

    /// The record, as a part of a transaction; that under the same name again takes its place.
    ///
    /// @param facts what else is to be known
    public Put record(ShopDomain shop, String name, String outcome, Map<String, String> facts) {
        var now = clock.instant();
        var fixed = Map.of("owner", Items.text("audit#" + shop), "record", Items.text(name), "outcome",
                Items.text(outcome), "done_at", Items.number(now.toEpochMilli()), "expires_at",
                Items.time(now.plus(KEPT)));
        return Put.builder().tableName(table)
                .item(Stream.concat(fixed.entrySet().stream(), texts(facts).entrySet().stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .build();
    }

    /// The record by itself.
    public void write(ShopDomain shop, String name, String outcome, Map<String, String> facts) {
        var put = record(shop, name, outcome, facts);
        dynamoDb.putItem(request -> request.tableName(put.tableName()).item(put.item()));
    }

    private static Map<String, AttributeValue> texts(Map<String, String> facts) {
        return facts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, fact -> Items.text(fact.getValue())));
    }
}
