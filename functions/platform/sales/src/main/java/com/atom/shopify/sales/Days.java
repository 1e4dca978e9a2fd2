package com.atom.shopify.sales;

import com.atom.shopify.aws.Items;
import com.atom.shopify.id.ShopDomain;
import io.micronaut.core.type.Argument;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// What of each order happened on each day of UTC. An order's day is written whole and counts under the order's revision, so that
/// who is late overwrites nothing; where nothing is left an empty one stays for that reason.
@Singleton
final class Days {
    private static final Argument<OrderDay> DAY = Argument.of(OrderDay.class);

    private final SalesTable table;

    Days(SalesTable table) {
        this.table = table;
    }

    void write(ShopDomain shop, Head head, LocalDate day, @Nullable OrderDay content) {
        var attributes = new HashMap<String, AttributeValue>();
        attributes.put("revision", Items.number(head.revision()));
        if (content != null) {
            attributes.put("day", table.packed(content));
        }
        try {
            table.dynamoDb().putItem(put -> put.tableName(table.name())
                    .item(SalesTable.joined(SalesTable.dayKey(shop, day, head.id()), attributes))
                    .conditionExpression("attribute_not_exists(revision) OR revision <= :revision")
                    .expressionAttributeValues(Map.of(":revision", Items.number(head.revision()))));
        } catch (ConditionalCheckFailedException late) {
            // a later revision wrote it
        }
    }

    /// What is written of the day on which an order was placed.
    Optional<OrderDay> read(ShopDomain shop, Instant placedAt, long order) {
        return Optional.of(table.read(SalesTable.dayKey(shop, DateRange.utcDay(placedAt), order)))
                .filter(item -> item.containsKey("day")).map(item -> table.unpacked(item, "day", DAY));
    }

    /// Everything on some days, in no order.
    void each(ShopDomain shop, DateRange utcDays, Consumer<OrderDay> use) {
        SalesTable.DAYS.owners(shop).forEach(owner -> table.each(owner, utcDays.from() + "#", utcDays.to() + "#~",
                item -> {
                    if (item.containsKey("day")) {
                        use.accept(table.unpacked(item, "day", DAY));
                    }
                }));
    }
}
