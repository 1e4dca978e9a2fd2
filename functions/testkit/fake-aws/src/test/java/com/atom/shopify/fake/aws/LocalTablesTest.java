package com.atom.shopify.fake.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.tables.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class LocalTablesTest implements DynamoDbContract {
    private static final LocalTables TABLES = LocalTables.start();

    @AfterAll
    static void stop() {
        TABLES.close();
    }

    @Override
    public DynamoDbClient dynamoDb() {
        return TABLES.client();
    }

    @Override
    public String name(Table table) {
        return TABLES.name(table);
    }

    @ParameterizedTest
    @EnumSource
    void everyTableHasItsKeys(Table table) {
        var there = TABLES.client().describeTable(request -> request.tableName(TABLES.name(table))).table();

        assertThat(there.keySchema()).extracting(KeySchemaElement::attributeName).startsWith(table.partitionKey())
                .hasSize(table.sortKey().isPresent() ? 2 : 1);
    }

    @ParameterizedTest
    @EnumSource
    void expiresOnlyWhatShallExpire(Table table) {
        var ttl = TABLES.client().describeTimeToLive(request -> request.tableName(TABLES.name(table)))
                .timeToLiveDescription();

        assertThat(ttl.timeToLiveStatus() == TimeToLiveStatus.ENABLED).isEqualTo(table.timeToLive().isPresent());
        assertThat(ttl.attributeName()).isEqualTo(table.timeToLive().orElse(null));
    }

    @Test
    void theIndexByUserHoldsKeysOnly() {
        var connections = TABLES.client().describeTable(request -> request.tableName(TABLES.name(Table.CONNECTIONS)))
                .table();

        assertThat(connections.globalSecondaryIndexes()).singleElement().satisfies(index -> {
            assertThat(index.indexName()).isEqualTo("by-user");
            assertThat(index.projection().projectionType()).isEqualTo(ProjectionType.KEYS_ONLY);
        });
    }

    @Test
    void listensOnLoopbackOnly() {
        assertThat(TABLES.endpoint().getHost()).isEqualTo("127.0.0.1");
    }
}
