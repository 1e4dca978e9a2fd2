package com.atom.shopify.webhooks;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.aws.Shards;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.routes.Bucket;
import com.atom.shopify.tables.Table;
import com.atom.shopify.time.Deadline;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Which large bodies tell of which order or customer, as long as they are in their bucket: whoever has to be forgotten is
/// forgotten there too. Large ones are rare, so this costs next to nothing.
@Singleton
final class StoredBodies {
    private static final Shards SHARDS = new Shards("bodies");

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Bodies bodies;
    private final Clock clock;

    StoredBodies(DynamoDbClient dynamoDb, Deployed deployed, Bodies bodies, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.WORK);
        this.bodies = bodies;
        this.clock = clock;
    }

    /// Notes a large body, if it is about a person.
    void note(Notice notice, String digest) {
        owner(notice).ifPresent(gid -> dynamoDb.putItem(put -> put.tableName(table).item(
                Map.of("owner", Items.text(SHARDS.owner(notice.shop(), gid.toString())), "record",
                        Items.text(gid + "#" + digest), "expires_at",
                        Items.time(clock.instant().plus(Bucket.PAYLOADS.kept()))))));
    }

    private static Optional<Gid> owner(Notice notice) {
        return switch (notice.topic()) {
            case ORDERS_CREATE, ORDERS_UPDATED, ORDERS_DELETE -> Optional.of(notice.gid(Gid.Kind.ORDER, "id"));
            case REFUNDS_CREATE, FULFILLMENTS_CREATE, FULFILLMENTS_UPDATE ->
                Optional.of(notice.gid(Gid.Kind.ORDER, "order_id"));
            case CUSTOMERS_CREATE, CUSTOMERS_UPDATE, CUSTOMERS_DELETE ->
                Optional.of(notice.gid(Gid.Kind.CUSTOMER, "id"));
            case PRODUCTS_CREATE, PRODUCTS_UPDATE, PRODUCTS_DELETE, INVENTORY_LEVELS_UPDATE, SHOP_UPDATE,
                    APP_UNINSTALLED, APP_SCOPES_UPDATE, BULK_OPERATIONS_FINISH, CUSTOMERS_DATA_REQUEST,
                    CUSTOMERS_REDACT, SHOP_REDACT ->
                Optional.empty();
        };
    }

    /// Erases the bodies that tell of these.
    void erase(ShopDomain shop, List<Gid> whom) {
        whom.forEach(gid -> erase(SHARDS.owner(shop, gid.toString()), gid + "#"));
    }

    /// Erases all bodies that tell of anybody in a shop, until a deadline; fails as [Erasing] does.
    void eraseAllOf(ShopDomain shop, Deadline deadline) {
        SHARDS.owners(shop).forEach(owner -> {
            Erasing.checkTime(deadline);
            erase(owner, "gid:");
        });
    }

    private void erase(String owner, String prefix) {
        var query = QueryRequest.builder().tableName(table).consistentRead(true)
                .keyConditionExpression("#owner = :owner AND begins_with(#record, :prefix)")
                .expressionAttributeNames(Map.of("#owner", "owner", "#record", "record"))
                .expressionAttributeValues(Map.of(":owner", Items.text(owner), ":prefix", Items.text(prefix)))
                .build();
        dynamoDb.queryPaginator(query).items().forEach(item -> {
            var record = Items.text(item, "record");
            bodies.erase(record.substring(record.lastIndexOf('#') + 1));
            dynamoDb.deleteItem(delete -> delete.tableName(table)
                    .key(Map.<String, AttributeValue>of("owner", Items.text(owner), "record", Items.text(record))));
        });
    }
}
