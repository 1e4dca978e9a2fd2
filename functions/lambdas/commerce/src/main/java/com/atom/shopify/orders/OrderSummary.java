package com.atom.shopify.orders;

import com.atom.shopify.admin.MoneyBag;
import com.atom.shopify.id.Gid;
import com.atom.shopify.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An order in a list. Its lines are left to the single order: they would multiply the cost of a page.
@Serdeable(naming = SnakeCaseStrategy.class)
public record OrderSummary(String id, String adminGraphqlApiId, String name, int orderNumber, Instant createdAt,
        Instant processedAt, Instant updatedAt, @Nullable Instant cancelledAt, @Nullable Instant closedAt, boolean test,
        @Nullable String financialStatus, String fulfillmentStatus, @Nullable String email, @Nullable String customerId,
        String tags, @Nullable String sourceName, @Nullable String sourceIdentifier, Money totalPrice,
        Money currentTotalPrice, Money totalRefunded, List<String> withheld) {

    /// The same as the Admin API answers it.
    @Serdeable
    record Node(String id, String name, int number, Instant createdAt, Instant processedAt, Instant updatedAt,
            @Nullable Instant cancelledAt, @Nullable Instant closedAt, boolean test,
            @Nullable String displayFinancialStatus, String displayFulfillmentStatus, @Nullable String email,
            List<String> tags, @Nullable String sourceName, @Nullable String sourceIdentifier,
            OrderNode.@Nullable Ref customer, MoneyBag totalPriceSet, MoneyBag currentTotalPriceSet,
            MoneyBag totalRefundedSet) {}

    static OrderSummary of(Node node, List<String> withheld) {
        var financial = node.displayFinancialStatus();
        return new OrderSummary(Gid.decimal(node.id()), node.id(), node.name(), node.number(), node.createdAt(),
                node.processedAt(), node.updatedAt(), node.cancelledAt(), node.closedAt(), node.test(),
                financial == null ? null : OrderJson.outer(financial), OrderJson.outer(node.displayFulfillmentStatus()),
                node.email(), OrderJson.id(node.customer()), String.join(", ", node.tags()), node.sourceName(),
                node.sourceIdentifier(), node.totalPriceSet().money(), node.currentTotalPriceSet().money(),
                node.totalRefundedSet().money(), withheld);
    }
}
