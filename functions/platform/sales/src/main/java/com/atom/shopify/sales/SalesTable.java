package com.atom.shopify.sales;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.aws.Items;
import com.atom.shopify.aws.Packed;
import com.atom.shopify.aws.Shards;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.tables.Table;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// What lies where in the table of sales. Everything that deliveries write is spread over the shop's shards.
@Singleton
final class SalesTable {
    static final Shards ORDERS = new Shards("orders");
    static final Shards DAYS = new Shards("days");
    static final Shards CUSTOMERS = new Shards("customers");
    static final Shards GENERATIONS = new Shards("generations");
    private static final Shards[] SPREAD = {ORDERS, DAYS, CUSTOMERS, GENERATIONS};

    private final DynamoDbClient dynamoDb;
    private final String name;
    private final ObjectMapper json;

    SalesTable(DynamoDbClient dynamoDb, Deployed deployed, ObjectMapper json) {
        this.dynamoDb = dynamoDb;
        this.name = deployed.table(Table.SALES);
        this.json = json;
    }

    DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    String name() {
        return name;
    }

    /// All keys under which anything of a shop lies.
    static List<String> owners(ShopDomain shop) {
        return Stream.concat(Stream.of(SPREAD).flatMap(shards -> shards.owners(shop).stream()),
                Stream.of(ofShop(shop))).toList();
    }

    /// Where the few things are that are written once in a while.
    static String ofShop(ShopDomain shop) {
        return "shop#" + shop;
    }

    static Map<String, AttributeValue> orderKey(ShopDomain shop, long order) {
        return spread(ORDERS, shop, order, Long.toString(order));
    }

    static Map<String, AttributeValue> dayKey(ShopDomain shop, LocalDate day, long order) {
        return spread(DAYS, shop, order, day + "#" + order);
    }

    static Map<String, AttributeValue> generationKey(ShopDomain shop, LocalDate day, long order) {
        return spread(GENERATIONS, shop, order, day.toString());
    }

    static Map<String, AttributeValue> customerKey(ShopDomain shop, long customer, Instant at, long order) {
        return spread(CUSTOMERS, shop, customer, customerRecord(customer, at, order));
    }

    /// The records of a customer's orders stand in the order of their times.
    static String customerRecord(long customer, Instant at, long order) {
        return "%d#%015d#%019d".formatted(customer, at.toEpochMilli(), order);
    }

    private static Map<String, AttributeValue> spread(Shards shards, ShopDomain shop, long id, String record) {
        return key(shards.owner(shop, Long.toString(id)), record);
    }

    static Map<String, AttributeValue> key(String owner, String record) {
        return Map.of("owner", Items.text(owner), "record", Items.text(record));
    }

    Map<String, AttributeValue> read(Map<String, AttributeValue> key) {
        return dynamoDb.getItem(get -> get.tableName(name).key(key).consistentRead(true)).item();
    }

    void put(Map<String, AttributeValue> key, Map<String, AttributeValue> attributes) {
        dynamoDb.putItem(put -> put.tableName(name).item(joined(key, attributes)));
    }

    static Map<String, AttributeValue> joined(Map<String, AttributeValue> key, Map<String, AttributeValue> attributes) {
        var item = new HashMap<>(key);
        item.putAll(attributes);
        return item;
    }

    /// Every item of a key between two records, both included.
    void each(String owner, String from, String to, Consumer<Map<String, AttributeValue>> use) {
        dynamoDb.queryPaginator(between(owner, from, to).build()).items().forEach(use);
    }

    QueryRequest.Builder between(String owner, String from, String to) {
        return QueryRequest.builder().tableName(name).consistentRead(true)
                .keyConditionExpression("#owner = :owner AND #record BETWEEN :from AND :to")
                .expressionAttributeNames(Map.of("#owner", "owner", "#record", "record"))
                .expressionAttributeValues(
                        Map.of(":owner", Items.text(owner), ":from", Items.text(from), ":to", Items.text(to)));
    }

    AttributeValue packed(Object value) {
        try {
            return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(Packed.pack(json.writeValueAsBytes(value))));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    <T> T unpacked(Map<String, AttributeValue> item, String attribute, Argument<T> type) {
        try {
            var value = json.readValue(
                    Packed.unpack(Items.attribute(item, attribute).b().asByteArrayUnsafe()), type);
            if (value == null) {
                throw new IllegalStateException("an item has an empty " + attribute);
            }
            return value;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
