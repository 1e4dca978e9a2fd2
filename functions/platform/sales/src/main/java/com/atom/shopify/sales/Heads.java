package com.atom.shopify.sales;

import com.atom.shopify.aws.Items;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.sales.Head.Told;
import io.micronaut.core.type.Argument;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// The heads of orders.
@Singleton
final class Heads {
    private static final Argument<OrderDocument> DOCUMENT = Argument.of(OrderDocument.class);

    private final SalesTable table;

    Heads(SalesTable table) {
        this.table = table;
    }

    Optional<Head> of(ShopDomain shop, long order) {
        return Optional.of(table.read(SalesTable.orderKey(shop, order))).filter(item -> !item.isEmpty())
                .map(item -> head(order, item));
    }

    /// Writes a head after the one before it; says whether nobody else has.
    boolean write(ShopDomain shop, Head head) {
        try {
            table.dynamoDb().putItem(put -> put.tableName(table.name())
                    .item(SalesTable.joined(SalesTable.orderKey(shop, head.id()), attributes(head)))
                    .conditionExpression(head.revision() == 1 ? "attribute_not_exists(revision)" : "revision = :before")
                    .expressionAttributeValues(head.revision() == 1
                            ? null
                            : Map.of(":before", Items.number(head.revision() - 1))));
            return true;
        } catch (ConditionalCheckFailedException overtaken) {
            return false;
        }
    }

    private Map<String, AttributeValue> attributes(Head head) {
        var attributes = new HashMap<String, AttributeValue>();
        attributes.put("revision", Items.number(head.revision()));
        attributes.put("updated_at", Items.number(head.told().updatedAt().toEpochMilli()));
        attributes.put("triggered_at", Items.number(head.told().triggeredAt().toEpochMilli()));
        attributes.put("digest", Items.text(head.told().digest()));
        attributes.put("days", Items.text(head.days().stream().sorted().map(LocalDate::toString)
                .collect(Collectors.joining(","))));
        head.document().ifPresent(document -> attributes.put("document", table.packed(document)));
        if (head.forgotten()) {
            attributes.put("forgotten", AttributeValue.fromBool(true));
        }
        return attributes;
    }

    private Head head(long order, Map<String, AttributeValue> item) {
        return new Head(order, Items.number(item, "revision"),
                new Told(Instant.ofEpochMilli(Items.number(item, "updated_at")),
                        Instant.ofEpochMilli(Items.number(item, "triggered_at")), Items.text(item, "digest")),
                item.containsKey("document")
                        ? Optional.of(table.unpacked(item, "document", DOCUMENT))
                        : Optional.empty(),
                Stream.of(Items.text(item, "days").split(",")).filter(day -> !day.isEmpty()).map(LocalDate::parse)
                        .collect(Collectors.toSet()),
                item.containsKey("forgotten"));
    }
}
