package com.atom.shopify.fake.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.atom.shopify.tables.Table;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// What the product relies on in DynamoDB.
interface DynamoDbContract {

    DynamoDbClient dynamoDb();

    /// The name of a table that has the keys and the index of this one.
    String name(Table table);

    @Test
    default void whoComesSecondHearsWhatIsThere() {
        var owner = UUID.randomUUID().toString();
        put(owner, "one", 1);

        assertThatExceptionOfType(ConditionalCheckFailedException.class)
                .isThrownBy(() -> dynamoDb().putItem(put -> put.tableName(name(Table.WORK)).item(item(owner, "one", 2))
                        .conditionExpression("attribute_not_exists(#record)")
                        .expressionAttributeNames(Map.of("#record", "record"))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)))
                .satisfies(refused -> assertThat(refused.item()).isEqualTo(item(owner, "one", 1)));
        assertThat(read(owner, "one")).isEqualTo(item(owner, "one", 1));
    }

    @Test
    default void anUpdateTellsWhatItReplaced() {
        var owner = UUID.randomUUID().toString();
        put(owner, "one", 1);

        var replaced = dynamoDb().updateItem(update -> update.tableName(name(Table.WORK)).key(key(owner, "one"))
                .updateExpression("SET #value = :two, #more = :two").returnValues(ReturnValue.UPDATED_OLD)
                .expressionAttributeNames(Map.of("#value", "value", "#more", "more"))
                .expressionAttributeValues(Map.of(":two", number(2)))).attributes();

        assertThat(replaced).isEqualTo(Map.of("value", number(1)));
    }

    @Test
    default void aTransactionIsDoneWholeOrNotAtAll() {
        var owner = UUID.randomUUID().toString();
        put(owner, "there", 1);

        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> dynamoDb().transactWriteItems(write -> write.transactItems(
                        part(owner, "new", "attribute_not_exists(#record)"),
                        part(owner, "there", "attribute_not_exists(#record)"))))
                .satisfies(refused -> assertThat(refused.cancellationReasons()).extracting(CancellationReason::code)
                        .containsExactly("None", "ConditionalCheckFailed"));
        assertThat(read(owner, "new")).isEmpty();

        dynamoDb().transactWriteItems(write -> write.transactItems(
                part(owner, "new", "attribute_not_exists(#record)"),
                part(owner, "there", "attribute_exists(#record)")));
        assertThat(read(owner, "new")).isNotEmpty();
    }

    @Test
    default void aRangeIsReadInEitherOrderPageByPage() {
        var owner = UUID.randomUUID().toString();
        for (var record : List.of("a1", "a2", "a3", "b1")) {
            put(owner, record, 1);
        }

        assertThat(records(owner, 10, true, Map.of())).containsExactly("a1", "a2", "a3");
        assertThat(records(owner, 2, false, Map.of())).containsExactly("a3", "a2");
        assertThat(records(owner, 2, false, key(owner, "a2"))).containsExactly("a1");
    }

    @Test
    default void aBatchWritesErasesAndReads() {
        var owner = UUID.randomUUID().toString();
        var table = name(Table.WORK);
        var rows = IntStream.range(0, 25).mapToObj(each -> item(owner, "row" + each, each)).toList();
        assertThat(dynamoDb().batchWriteItem(write -> write.requestItems(Map.of(table, rows.stream()
                .map(row -> WriteRequest.builder().putRequest(put -> put.item(row)).build()).toList())))
                .unprocessedItems()).isEmpty();
        dynamoDb().batchWriteItem(write -> write.requestItems(Map.of(table,
                List.of(WriteRequest.builder().deleteRequest(gone -> gone.key(key(owner, "row0"))).build()))));

        var found = dynamoDb().batchGetItem(read -> read.requestItems(Map.of(table, KeysAndAttributes.builder()
                .consistentRead(true).keys(rows.stream().map(row -> key(owner, record(row))).toList())
                .build()))).responses().get(table);

        assertThat(found).hasSize(24).doesNotContain(rows.getFirst());
    }

    @Test
    default void theIndexListsAUsersStoresByTheirKeys() {
        var user = UUID.randomUUID().toString();
        dynamoDb().putItem(put -> put.tableName(name(Table.CONNECTIONS)).item(Map.of("shop", text("one.example"),
                "record", text("link#" + user), "user", text(user), "since", number(1))));

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(dynamoDb().query(query -> query
                .tableName(name(Table.CONNECTIONS)).indexName(Table.CONNECTIONS.index().orElseThrow().name())
                .keyConditionExpression("#user = :user").expressionAttributeNames(Map.of("#user", "user"))
                .expressionAttributeValues(Map.of(":user", text(user)))).items())
                .containsExactly(Map.of("shop", text("one.example"), "record", text("link#" + user), "user",
                        text(user))));
    }

    private void put(String owner, String record, int value) {
        dynamoDb().putItem(put -> put.tableName(name(Table.WORK)).item(item(owner, record, value)));
    }

    private Map<String, AttributeValue> read(String owner, String record) {
        return dynamoDb().getItem(get -> get.tableName(name(Table.WORK)).key(key(owner, record)).consistentRead(true))
                .item();
    }

    private List<String> records(String owner, int most, boolean forwards, Map<String, AttributeValue> after) {
        return dynamoDb().query(query -> query.tableName(name(Table.WORK)).limit(most).scanIndexForward(forwards)
                .exclusiveStartKey(after.isEmpty() ? null : after)
                .keyConditionExpression("#owner = :owner AND #record BETWEEN :from AND :to")
                .expressionAttributeNames(Map.of("#owner", "owner", "#record", "record"))
                .expressionAttributeValues(Map.of(":owner", text(owner), ":from", text("a"), ":to", text("a~"))))
                .items().stream().map(DynamoDbContract::record).toList();
    }

    private TransactWriteItem part(String owner, String record, String condition) {
        return TransactWriteItem.builder().put(Put.builder().tableName(name(Table.WORK)).item(item(owner, record, 2))
                .conditionExpression(condition).expressionAttributeNames(Map.of("#record", "record")).build()).build();
    }

    private static String record(Map<String, AttributeValue> item) {
        return item.getOrDefault("record", text("")).s();
    }

    private static Map<String, AttributeValue> item(String owner, String record, int value) {
        var item = new HashMap<>(key(owner, record));
        item.put("value", number(value));
        return item;
    }

    private static Map<String, AttributeValue> key(String owner, String record) {
        return Map.of("owner", text(owner), "record", text(record));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(int value) {
        return AttributeValue.fromN(String.valueOf(value));
    }
}
