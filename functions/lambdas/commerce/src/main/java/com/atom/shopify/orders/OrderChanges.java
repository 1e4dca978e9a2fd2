package com.atom.shopify.orders;

import com.atom.shopify.edge.input.Change;
import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.Problems;
import com.atom.shopify.edge.input.Tags;
import com.atom.shopify.failure.Failure;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The body that changes an order. Shopify lets only the first seven fields change; the others are known so that they can be
/// refused with the reason. An explicit null takes a text away.
@Introspected
public record OrderChanges(Change<@Size(max = 255) String> email, Change<@Size(max = 64) String> phone,
        Change<@Size(max = 5_000) String> note, @Nullable String tags,
        Change<@Size(max = 255) String> poNumber, NewOrder.@Nullable NewAddress shippingAddress,
        @Nullable @Size(max = 100) List<NewOrder.NewAttribute> noteAttributes, @Nullable Object lineItems,
        @Nullable Object billingAddress, @Nullable Object customer, @Nullable Object financialStatus,
        @Nullable Object fulfillmentStatus, @Nullable Object totalPrice, @Nullable Object currency,
        @Nullable Object shippingLines, @Nullable Object discountCodes, @Nullable Object taxLines,
        @Nullable Object transactions, @Nullable Object sourceIdentifier, @Nullable Object processedAt,
        @Nullable Object test, @Nullable Object cancelledAt, @Nullable Object closedAt) implements CrossChecked {

    @Override
    public void check(Problems problems) {
        Tags.check("tags", tags, problems);
        if (Stream.of(email, phone, note, poNumber).allMatch(change -> change instanceof Change.Keep)
                && Stream.of(tags, shippingAddress, noteAttributes).allMatch(Objects::isNull)
                && unchangeable().isEmpty()) {
            problems.add("body", "empty", "must name at least one field to change");
        }
    }

    /// The fields that no order lets change, each with the reason.
    List<Failure.Detail> unchangeable() {
        var details = new ArrayList<Failure.Detail>();
        note(details, "line_items", lineItems, "lines change by an order edit in Shopify's admin");
        note(details, "billing_address", billingAddress, "the billing address is that of the payment");
        note(details, "customer", customer, "an order keeps its customer");
        note(details, "financial_status", financialStatus, "it follows from the transactions");
        note(details, "fulfillment_status", fulfillmentStatus, "it follows from the fulfillments");
        var facts = Arrays.asList("total_price", "currency", "shipping_lines", "discount_codes", "tax_lines",
                "transactions", "source_identifier", "processed_at", "test");
        var values = Arrays.<@Nullable Object>asList(totalPrice, currency, shippingLines, discountCodes, taxLines,
                transactions, sourceIdentifier, processedAt, test);
        for (var i = 0; i < facts.size(); i++) {
            note(details, facts.get(i), values.get(i), "it is a fact of the order");
        }
        note(details, "cancelled_at", cancelledAt, "POST to the order's /cancel");
        note(details, "closed_at", closedAt, "POST to the order's /close");
        return details;
    }

    private static void note(List<Failure.Detail> details, String field, @Nullable Object value, String why) {
        if (value != null) {
            details.add(Failure.Detail.of(field, "not-changeable", "cannot be changed: " + why));
        }
    }
}
