package com.atom.shopify.infra.data;

import com.atom.shopify.tables.Table;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Billing;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexPropsV2;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.constructs.Construct;

/// A DynamoDB table, as [Table] describes it.
final class StateTable {
    private StateTable() {}

    static ITable declare(Construct scope, Table table) {
        var built = TableV2.Builder.create(scope, id(table))
                .partitionKey(text(table.partitionKey()))
                .billing(Billing.onDemand())
                .globalSecondaryIndexes(table.index().map(StateTable::keysOnly).stream().toList())
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(table.retained()).build())
                .deletionProtection(table.retained())
                .removalPolicy(table.retained() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
        table.sortKey().map(StateTable::text).ifPresent(built::sortKey);
        table.timeToLive().ifPresent(built::timeToLiveAttribute);
        return built.build();
    }

    // Written out, so that renaming a constant cannot rename, and thereby replace, a deployed table.
    private static String id(Table table) {
        return switch (table) {
            case TOKENS -> "Tokens";
            case CONNECTIONS -> "Connections";
            case ONCE -> "Once";
            case CATALOG -> "Catalog";
            case WORK -> "Work";
            case SALES -> "Sales";
        };
    }

    private static GlobalSecondaryIndexPropsV2 keysOnly(Table.Index index) {
        return GlobalSecondaryIndexPropsV2.builder()
                .indexName(index.name())
                .partitionKey(text(index.partitionKey()))
                .sortKey(text(index.sortKey()))
                .projectionType(ProjectionType.KEYS_ONLY)
                .build();
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
