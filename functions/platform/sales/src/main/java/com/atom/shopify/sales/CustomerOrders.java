package com.atom.shopify.sales;

import com.atom.shopify.aws.Items;
import com.atom.shopify.id.ShopDomain;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The orders of each customer, in the order of their times.
@Singleton
final class CustomerOrders {
    private static final String LAST = "~";

    private final SalesTable table;

    CustomerOrders(SalesTable table) {
        this.table = table;
    }

    /// An order of a customer, with nothing else.
    record Placed(Instant at, long order) {
        static Placed of(OrderFacts facts) {
            return new Placed(facts.processedAt(), facts.id());
        }

        private static Placed of(Map<String, AttributeValue> item) {
            var parts = Items.text(item, "record").split("#", 3);
            return new Placed(Instant.ofEpochMilli(Long.parseLong(parts[1])), Long.parseLong(parts[2]));
        }
    }

    void add(ShopDomain shop, long customer, Placed order) {
        table.put(key(shop, customer, order), Map.of());
    }

    void remove(ShopDomain shop, long customer, Placed order) {
        table.dynamoDb().deleteItem(delete -> delete.tableName(table.name()).key(key(shop, customer, order)));
    }

    Optional<Placed> before(ShopDomain shop, long customer, Placed order) {
        return first(table.between(owner(shop, customer), customer + "#", record(customer, order))
                .scanIndexForward(false), order);
    }

    Optional<Placed> after(ShopDomain shop, long customer, Placed order) {
        return first(table.between(owner(shop, customer), record(customer, order), customer + "#" + LAST), order);
    }

    /// Every order of a customer, the first one first.
    Stream<Placed> of(ShopDomain shop, long customer) {
        return table.dynamoDb().queryPaginator(table.between(owner(shop, customer), customer + "#",
                customer + "#" + LAST).build()).items().stream().map(Placed::of);
    }

    private Optional<Placed> first(QueryRequest.Builder query, Placed other) {
        return table.dynamoDb().query(query.limit(2).build()).items().stream().map(Placed::of)
                .filter(found -> found.order() != other.order()).findFirst();
    }

    private static Map<String, AttributeValue> key(ShopDomain shop, long customer, Placed order) {
        return SalesTable.customerKey(shop, customer, order.at(), order.order());
    }

    private static String record(long customer, Placed order) {
        return SalesTable.customerRecord(customer, order.at(), order.order());
    }

    private static String owner(ShopDomain shop, long customer) {
        return SalesTable.CUSTOMERS.owner(shop, Long.toString(customer));
    }
}
