package com.atom.shopify.orders;

import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.Problems;
import com.atom.shopify.id.Gid;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body that sends a parcel: these units, or without `line_items` everything that is left.
@Introspected
public record NewFulfillment(@Nullable @NotEmpty @Size(max = 250) List<Line> lineItems, @Nullable Tracking trackingInfo,
        @Nullable Boolean notifyCustomer, @Nullable String locationId) implements CrossChecked {

    /// Units of a line item of the order.
    @Introspected
    public record Line(String id, @Min(1) @Max(1_000_000) Integer quantity) {}

    /// Where the parcel can be followed.
    @Introspected
    public record Tracking(@Nullable @Size(max = 255) String company, @Nullable @Size(max = 255) String number,
            @Nullable @Size(max = 2_000) @Pattern(regexp = "https?://.+", message = "must begin with https:// or http://") String url) {}

    @Override
    public void check(Problems problems) {
        var seen = new HashSet<Gid>();
        var lines = lineItems == null ? List.<Line>of() : lineItems;
        for (var i = 0; i < lines.size(); i++) {
            var field = "line_items[" + i + "].id";
            problems.id(Gid.Kind.LINE_ITEM, field, lines.get(i).id()).filter(id -> !seen.add(id))
                    .ifPresent(_ -> problems.add(field, "duplicate", "is listed more than once"));
        }
        if (locationId != null) {
            problems.id(Gid.Kind.LOCATION, "location_id", locationId);
        }
    }
}
