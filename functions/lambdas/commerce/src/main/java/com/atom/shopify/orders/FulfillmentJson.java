package com.atom.shopify.orders;

import com.atom.shopify.id.Gid;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A parcel that was sent.
@Serdeable(naming = SnakeCaseStrategy.class)
public record FulfillmentJson(String id, String adminGraphqlApiId, String status, Instant createdAt,
        List<Tracking> trackingInfo, List<Line> lineItems) {

    /// Where the parcel can be followed.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Tracking(@Nullable String company, @Nullable String number, @Nullable String url) {}

    /// Units of a line item.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Line(String lineItemId, @Nullable Integer quantity) {}

    static FulfillmentJson of(OrderNode.Fulfillment node, List<OrderNode.FulfillmentLine> lines) {
        return new FulfillmentJson(Gid.decimal(node.id()), node.id(), OrderJson.outer(node.status()), node.createdAt(),
                node.trackingInfo().stream()
                        .map(tracking -> new Tracking(tracking.company(), tracking.number(), tracking.url())).toList(),
                lines.stream().map(line -> new Line(Gid.decimal(line.lineItem().id()), line.quantity())).toList());
    }
}
