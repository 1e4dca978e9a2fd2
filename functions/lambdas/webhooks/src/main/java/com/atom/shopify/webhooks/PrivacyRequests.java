package com.atom.shopify.webhooks;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.lists.Page;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.tables.Table;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The customers' requests for their data, until some time after the merchant had to answer.
@Singleton
public final class PrivacyRequests {
    private static final Duration KEPT_AFTER_DUE = Duration.ofDays(30);
    private static final String RECORD = "privacy#";

    private final DynamoDbClient dynamoDb;
    private final String table;

    PrivacyRequests(DynamoDbClient dynamoDb, Deployed deployed) {
        this.dynamoDb = dynamoDb;
        this.table = deployed.table(Table.WORK);
    }

    /// Keeps a request; the same one again is the same item.
    public void note(ShopDomain shop, PrivacyRequest request) {
        var item = new HashMap<String, AttributeValue>();
        item.putAll(key(shop, request.id()));
        item.put("received_at", Items.time(request.receivedAt()));
        item.put("expires_at", Items.time(request.dueAt().plus(KEPT_AFTER_DUE)));
        item.put("orders", AttributeValue.fromL(request.orders().stream().map(Items::text).toList()));
        request.customerId().ifPresent(id -> item.put("customer_id", Items.text(id)));
        request.email().ifPresent(email -> item.put("email", Items.text(email)));
        request.phone().ifPresent(phone -> item.put("phone", Items.text(phone)));
        dynamoDb.putItem(put -> put.tableName(table).item(item));
    }

    /// Who is to be forgotten, as far as it is said.
    record Person(Optional<String> id, Optional<String> email, Optional<String> phone) {

        /// Two ids decide; without them an address, then a number.
        private boolean made(PrivacyRequest request) {
            if (id.isPresent() && request.customerId().isPresent()) {
                return id.equals(request.customerId());
            }
            if (email.isPresent() && request.email().isPresent()) {
                return email.get().equalsIgnoreCase(request.email().get());
            }
            return phone.isPresent() && phone.equals(request.phone());
        }

        @Override
        public String toString() {
            return "Person[hidden]";
        }
    }

    /// Erases the requests of one customer.
    void erase(ShopDomain shop, Person person) {
        var all = QueryRequest.builder().tableName(table).consistentRead(true)
                .keyConditionExpression("#owner = :shop AND begins_with(#record, :requests)")
                .expressionAttributeNames(Map.of("#owner", "owner", "#record", "record"))
                .expressionAttributeValues(Map.of(":shop", Items.text(shop.value()), ":requests", Items.text(RECORD)))
                .build();
        dynamoDb.queryPaginator(all).items().stream().map(PrivacyRequests::request).filter(person::made)
                .forEach(
                        request -> dynamoDb.deleteItem(delete -> delete.tableName(table).key(key(shop, request.id()))));
    }

    public Optional<PrivacyRequest> find(ShopDomain shop, String id) {
        var item = dynamoDb.getItem(get -> get.tableName(table).key(key(shop, id)).consistentRead(true)).item();
        return item.isEmpty() ? Optional.empty() : Optional.of(request(item));
    }

    public Page<PrivacyRequest> page(ShopDomain shop, PageRequest page) {
        if (page.after() != null && !Gid.NUMBER.matcher(page.after()).matches()) {
            throw PageRequest.foreignCursor();
        }
        var read = dynamoDb.query(query -> query.tableName(table).limit(page.limit()).consistentRead(true)
                .keyConditionExpression("#owner = :shop AND begins_with(#record, :requests)")
                .expressionAttributeNames(Map.of("#owner", "owner", "#record", "record"))
                .expressionAttributeValues(Map.of(":shop", Items.text(shop.value()), ":requests",
                        Items.text(RECORD)))
                .exclusiveStartKey(page.after() == null ? null : key(shop, page.after())));
        return new Page<>(read.items().stream().map(PrivacyRequests::request).toList(),
                read.hasLastEvaluatedKey() ? id(read.lastEvaluatedKey()) : null);
    }

    private static PrivacyRequest request(Map<String, AttributeValue> item) {
        return new PrivacyRequest(id(item), Items.time(item, "received_at"), text(item, "customer_id"),
                text(item, "email"), text(item, "phone"),
                Items.attribute(item, "orders").l().stream().map(AttributeValue::s).toList());
    }

    private static Optional<String> text(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }

    private static String id(Map<String, AttributeValue> key) {
        return Items.text(key, "record").substring(RECORD.length());
    }

    private static Map<String, AttributeValue> key(ShopDomain shop, String id) {
        return Map.of("owner", Items.text(shop.value()), "record", Items.text(RECORD + id));
    }
}
