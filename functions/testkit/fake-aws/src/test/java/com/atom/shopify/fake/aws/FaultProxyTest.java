package com.atom.shopify.fake.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.atom.shopify.tables.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

class FaultProxyTest {
    private static final Duration TOO_LATE = Duration.ofSeconds(10);
    private static final LocalTables TABLES = LocalTables.start();
    private static final FaultProxy DYNAMO_DB = FaultProxy.before(TABLES.endpoint());
    private static final DynamoDbClient CLIENT = Client.dynamoDb(DYNAMO_DB.endpoint());
    private static final FakeKms FAKE_KMS = FakeKms.start();
    private static final FaultProxy KMS = FaultProxy.before(FAKE_KMS.endpoint());
    private static final KmsClient KMS_CLIENT = Client.kms(KMS.endpoint());

    @AfterEach
    void calm() {
        DYNAMO_DB.calm();
        KMS.calm();
        DYNAMO_DB.forgetCalls();
        KMS.forgetCalls();
    }

    @AfterAll
    static void stop() {
        CLIENT.close();
        KMS_CLIENT.close();
        DYNAMO_DB.close();
        KMS.close();
        TABLES.close();
        FAKE_KMS.close();
    }

    @Test
    void passesCallsOnAndSaysWhoMadeThem() {
        put("passed");

        assertThat(item("passed")).isNotEmpty();
        assertThat(DYNAMO_DB.calls()).containsExactly(
                new FaultProxy.Called("PutItem", "local-once", Client.ACCESS_KEY),
                new FaultProxy.Called("GetItem", "local-once", Client.ACCESS_KEY));
    }

    @Test
    void namesTheTableOfATransactionToo() {
        CLIENT.transactWriteItems(request -> request.transactItems(TransactWriteItem.builder()
                .put(Put.builder().tableName(TABLES.name(Table.ONCE)).item(key("transaction")).build()).build()));

        assertThat(DYNAMO_DB.calls()).extracting(FaultProxy.Called::resource).containsExactly("local-once");
    }

    @Test
    void knowsWhichPermissionsATransactionABatchAndAnIndexNeed() {
        var connections = TABLES.name(Table.CONNECTIONS);
        var once = TABLES.name(Table.ONCE);
        CLIENT.transactWriteItems(request -> request.transactItems(
                TransactWriteItem.builder().put(Put.builder().tableName(once).item(key("part")).build()).build(),
                TransactWriteItem.builder().conditionCheck(check -> check.tableName(connections)
                        .key(Map.of("shop", AttributeValue.fromS("none"), "record", AttributeValue.fromS("none")))
                        .conditionExpression("attribute_not_exists(shop)")).build()));
        CLIENT.batchGetItem(request -> request.requestItems(
                Map.of(once, KeysAndAttributes.builder().keys(List.of(key("part"))).build())));
        CLIENT.query(request -> request.tableName(connections).indexName("by-user")
                .keyConditionExpression("#user = :user").expressionAttributeNames(Map.of("#user", "user"))
                .expressionAttributeValues(Map.of(":user", AttributeValue.fromS("nobody"))));
        DYNAMO_DB.forgetCalls();

        assertThat(DYNAMO_DB.needed()).contains(new NeededAction(Client.ACCESS_KEY, "dynamodb:PutItem", once),
                new NeededAction(Client.ACCESS_KEY, "dynamodb:ConditionCheckItem", connections),
                new NeededAction(Client.ACCESS_KEY, "dynamodb:BatchGetItem", once),
                new NeededAction(Client.ACCESS_KEY, "dynamodb:Query", connections + "/index/by-user"))
                .noneMatch(action -> action.action().contains("Transact"));
    }

    @Test
    void tellsWhatAnAnswerCostInTimeAndUnits() {
        DYNAMO_DB.countUnits();
        put("counted");
        item("counted");
        CLIENT.transactWriteItems(request -> request.transactItems(TransactWriteItem.builder()
                .put(Put.builder().tableName(TABLES.name(Table.ONCE)).item(key("counted twice")).build()).build()));

        assertThat(DYNAMO_DB.answers()).extracting(FaultProxy.Answered::units).containsExactly(1.0, 0.5, 2.0);
        assertThat(DYNAMO_DB.answers()).allMatch(answer -> answer.took().isPositive());
        assertThat(DYNAMO_DB.answers().getFirst().call()).isEqualTo(DYNAMO_DB.calls().getFirst());
    }

    @Test
    void throttlesAsOftenAsOrderedAndTheSdkTriesAgain() {
        DYNAMO_DB.order("PutItem", new Fault.Throttle(), 2);

        put("throttled");

        assertThat(DYNAMO_DB.calls()).hasSize(3);
        assertThat(item("throttled")).isNotEmpty();
    }

    @Test
    void throttlesInTheWordsOfTheService() {
        DYNAMO_DB.order("GetItem", new Fault.Throttle(), 10);
        KMS.order("CreateKey", new Fault.Throttle(), 10);

        assertThatExceptionOfType(ProvisionedThroughputExceededException.class).isThrownBy(() -> item("throttled"));
        assertThatExceptionOfType(KmsException.class).isThrownBy(KMS_CLIENT::createKey)
                .matches(KmsException::isThrottlingException);
    }

    @Test
    void onlyTheOrderedOperationHasTheAccident() {
        KMS.order("Decrypt", new Fault.Fail(), 10);

        assertThat(KMS_CLIENT.createKey().keyMetadata().keyId()).isNotEmpty();
    }

    @Test
    void failsWith500() {
        KMS.order("CreateKey", new Fault.Fail(), 10);

        assertThatExceptionOfType(KmsException.class).isThrownBy(KMS_CLIENT::createKey)
                .matches(failed -> failed.statusCode() == 500);
    }

    @Test
    void aCutCallWasDoneButNotAnswered() {
        DYNAMO_DB.order("PutItem", new Fault.Cut(), 10);

        assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> put("cut"));
        assertThat(item("cut")).isNotEmpty();
    }

    @Test
    void aStalledCallIsAnsweredLate() {
        DYNAMO_DB.order("GetItem", new Fault.Stall(TOO_LATE), 1);

        assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> CLIENT
                .getItem(request -> request.tableName(TABLES.name(Table.ONCE)).key(key("late"))
                        .overrideConfiguration(call -> call.apiCallTimeout(Duration.ofMillis(300)))));
    }

    private static void put(String key) {
        CLIENT.putItem(request -> request.tableName(TABLES.name(Table.ONCE)).item(key(key)));
    }

    private static Map<String, AttributeValue> item(String key) {
        return CLIENT.getItem(request -> request.tableName(TABLES.name(Table.ONCE)).key(key(key))).item();
    }

    private static Map<String, AttributeValue> key(String key) {
        return Map.of("key", AttributeValue.fromS(key));
    }
}
