package com.atom.shopify.jobs;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.tables.Table;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// What became of runs, for 30 days: the run under its job, and one outcome per store under the run. Outcomes are counted and never
/// added up, so a store that is worked on twice counts once.
@Singleton
final class Runs {
    private static final Duration KEPT = Duration.ofDays(30);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;

    Runs(DynamoDbClient dynamoDb, Deployed deployed, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.WORK);
        this.clock = clock;
    }

    boolean hasBegun(Run run) {
        return dynamoDb.getItem(request -> request.tableName(table).key(key(run)).consistentRead(true)).hasItem();
    }

    void begun(Run run) {
        dynamoDb.updateItem(update -> update.tableName(table).key(key(run))
                .updateExpression("SET begun_at = if_not_exists(begun_at, :now), expires_at = :expires")
                .expressionAttributeValues(Map.of(":now", Items.time(clock.instant()), ":expires", expiry())));
    }

    /// Notes how the work on a store ended: `done`, or a code.
    void ended(Run run, ShopDomain shop, String outcome) {
        dynamoDb.putItem(put -> put.tableName(table)
                .item(Map.of("owner", Items.text("run#" + run.id()), "record", Items.text(shop.value()), "outcome",
                        Items.text(outcome), "expires_at", expiry())));
    }

    /// How many stores ended how.
    SortedMap<String, Integer> outcomes(Run run) {
        var query = QueryRequest.builder().tableName(table).consistentRead(true)
                .keyConditionExpression("#owner = :run").projectionExpression("outcome")
                .expressionAttributeNames(Map.of("#owner", "owner"))
                .expressionAttributeValues(Map.of(":run", Items.text("run#" + run.id()))).build();
        return dynamoDb.queryPaginator(query).items().stream().collect(Collectors
                .toMap(item -> Items.text(item, "outcome"), _ -> 1, Integer::sum, TreeMap::new));
    }

    void finished(Run run, Task.Tally tally, Map<String, Integer> outcomes) {
        dynamoDb.updateItem(update -> update.tableName(table).key(key(run))
                .updateExpression("SET finished_at = :now, seen = :seen, due = :due, outcomes = :outcomes, "
                        + "expires_at = :expires")
                .expressionAttributeValues(Map.of(":now", Items.time(clock.instant()),
                        ":seen", Items.number(tally.seen()), ":due", Items.number(tally.due()),
                        ":outcomes", AttributeValue.fromM(outcomes.entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey,
                                        entry -> Items.number(entry.getValue())))),
                        ":expires", expiry())));
    }

    private AttributeValue expiry() {
        return Items.time(clock.instant().plus(KEPT));
    }

    private static Map<String, AttributeValue> key(Run run) {
        return Map.of("owner", Items.text("job#" + run.job().id()), "record",
                Items.text("run#" + run.scheduledAt()));
    }
}
