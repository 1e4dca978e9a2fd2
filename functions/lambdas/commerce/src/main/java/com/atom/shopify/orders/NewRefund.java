package com.atom.shopify.orders;

import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.Problems;
import com.atom.shopify.id.Gid;
import com.atom.shopify.money.Money;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body that pays back: units of line items, shipping, or both. Without `amount` what Shopify suggests for them goes back the
/// way it came. An `amount` goes back instead, also alone, through the order's payments in turn; an amount of zero takes goods
/// back and leaves the money. Amounts are in the order's `presentment_currency`, which is what the customer paid in.
@Introspected
public record NewRefund(@Nullable @Size(min = 1, max = 250) List<Line> lineItems, @Nullable Shipping shipping,
        @Nullable Money amount, @Nullable @Size(max = 5_000) String note, @Nullable Boolean notifyCustomer)
        implements
            CrossChecked {

    /// What becomes of goods that come back.
    enum RestockType {
        /// They were sent and go back to stock.
        RETURN,
        /// They were not sent, and are to stay.
        CANCEL,
        /// Stock is left alone.
        NO_RESTOCK
    }

    /// Units of a line item; goods that go back to stock need a location.
    @Introspected
    public record Line(String lineItemId, @Min(1) @Max(1_000_000) Integer quantity, RestockType restockType,
            @Nullable String locationId) {
        Gid id() {
            return Gid.parse(Gid.Kind.LINE_ITEM, "line_item_id", lineItemId);
        }
    }

    /// Shipping: all of it, or an amount in the order's `presentment_currency`.
    @Introspected
    public record Shipping(@Nullable Boolean full, @Nullable Money amount) {}

    @Override
    public void check(Problems problems) {
        if (lineItems == null && shipping == null && amount == null) {
            problems.add("body", "empty", "must name line_items, shipping or an amount");
        }
        if (lineItems == null && shipping == null && amount != null && amount.amount().signum() == 0) {
            problems.add("amount", "empty", "must be more than zero without line_items or shipping");
        }
        if (shipping != null && Boolean.TRUE.equals(shipping.full()) == (shipping.amount() != null)) {
            problems.add("shipping", "either-or", "needs either full or an amount");
        }
        var seen = new HashSet<Gid>();
        var lines = lineItems == null ? List.<Line>of() : lineItems;
        for (var i = 0; i < lines.size(); i++) {
            var at = "line_items[" + i + "].";
            var line = lines.get(i);
            problems.id(Gid.Kind.LINE_ITEM, at + "line_item_id", line.lineItemId()).filter(id -> !seen.add(id))
                    .ifPresent(_ -> problems.add(at + "line_item_id", "duplicate", "is listed more than once"));
            if (line.locationId() != null) {
                problems.id(Gid.Kind.LOCATION, at + "location_id", line.locationId());
            } else if (line.restockType() != RestockType.NO_RESTOCK) {
                problems.add(at + "location_id", "incomplete", "is required for goods that go back to stock");
            }
        }
    }
}
