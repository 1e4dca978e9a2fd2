package com.atom.shopify.orders;

import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.Direction;
import com.atom.shopify.edge.input.Problems;
import com.atom.shopify.id.Gid;
import com.atom.shopify.lists.Order;
import com.atom.shopify.lists.Search;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The query of an order list: filters (all must hold) and order. `query` looks for words anywhere in an order.
@Introspected
public record OrderFilter(@Nullable Status status, @Nullable FinancialStatus financialStatus,
        @Nullable FulfillmentStatus fulfillmentStatus, @Nullable Instant createdAtMin, @Nullable Instant createdAtMax,
        @Nullable Instant processedAtMin, @Nullable Instant processedAtMax, @Nullable Instant updatedAtMin,
        @Nullable Instant updatedAtMax, @Nullable @NotBlank String customerId,
        @Nullable @NotBlank @Size(max = 255) String tag, @Nullable @NotBlank @Size(max = 255) String email,
        @Nullable @NotBlank @Size(max = 255) String name, @Nullable @NotBlank @Size(max = 255) String sourceIdentifier,
        @Nullable @NotBlank @Size(max = 255) String query, @Nullable Sort sort, @Nullable Direction order)
        implements
            CrossChecked {

    /// Where an order stands in its life; `any` is what is meant when nothing is said.
    enum Status {
        OPEN,
        CLOSED,
        CANCELLED,
        ANY
    }

    /// How an order was paid, in the words of Shopify's search.
    enum FinancialStatus {
        AUTHORIZED,
        EXPIRED,
        PAID,
        PARTIALLY_PAID,
        PARTIALLY_REFUNDED,
        PENDING,
        REFUNDED,
        VOIDED
    }

    /// How far an order was sent, in the words of Shopify's search.
    enum FulfillmentStatus {
        FULFILLED,
        UNFULFILLED,
        PARTIAL,
        UNSHIPPED,
        SHIPPED,
        SCHEDULED,
        ON_HOLD
    }

    /// What a list is ordered by; the names are Shopify's sort keys.
    enum Sort {
        ID,
        CREATED_AT,
        PROCESSED_AT,
        UPDATED_AT,
        TOTAL_PRICE,
        ORDER_NUMBER
    }

    @Override
    public void check(Problems problems) {
        problems.addUnlessForward("created_at_max", createdAtMin, createdAtMax);
        problems.addUnlessForward("processed_at_max", processedAtMin, processedAtMax);
        problems.addUnlessForward("updated_at_max", updatedAtMin, updatedAtMax);
        if (customerId != null) {
            problems.id(Gid.Kind.CUSTOMER, "customer_id", customerId);
        }
    }

    /// The newest first when nothing is said.
    Order<OrderSummary.Node> ordering() {
        var by = sort == null ? Sort.PROCESSED_AT : sort;
        var descending = order == null ? sort == null : order == Direction.DESC;
        return switch (by) {
            case CREATED_AT -> Order.inTime(by.name(), descending,
                    new Order.Cut<>("created_at", OrderSummary.Node::createdAt, OrderSummary.Node::id));
            case PROCESSED_AT -> Order.inTime(by.name(), descending,
                    new Order.Cut<>("processed_at", OrderSummary.Node::processedAt, OrderSummary.Node::id));
            case UPDATED_AT -> Order.inTime(by.name(), descending,
                    new Order.Cut<>("updated_at", OrderSummary.Node::updatedAt, OrderSummary.Node::id));
            case ID, TOTAL_PRICE, ORDER_NUMBER -> Order.by(by.name(), descending);
        };
    }

    Search search() {
        var customer = customerId;
        return new Search()
                .term("status", lower(status == null ? Status.ANY : status))
                .term("financial_status", lower(financialStatus))
                .term("fulfillment_status", lower(fulfillmentStatus))
                .range("created_at", createdAtMin, createdAtMax)
                .range("processed_at", processedAtMin, processedAtMax)
                .range("updated_at", updatedAtMin, updatedAtMax)
                .term("customer_id", customer == null ? null : Gid.decimal(customer))
                .term("tag", tag)
                .term("email", email)
                .term("name", name)
                .term("source_identifier", sourceIdentifier)
                .words(query);
    }

    private static @Nullable String lower(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
    }
}
