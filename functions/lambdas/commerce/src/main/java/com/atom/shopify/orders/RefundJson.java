package com.atom.shopify.orders;

import com.atom.shopify.id.Gid;
import com.atom.shopify.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A refund: what was taken back, and the money that went back.
@Serdeable(naming = SnakeCaseStrategy.class)
public record RefundJson(String id, String adminGraphqlApiId, @Nullable Instant createdAt, @Nullable String note,
        Money totalRefunded, List<Line> refundLineItems) {

    /// Units of a line item.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Line(String lineItemId, int quantity, String restockType, @Nullable String locationId, Money subtotal,
            Money totalTax) {}

    static RefundJson of(OrderNode.Refund node, List<OrderNode.RefundLine> lines) {
        return new RefundJson(Gid.decimal(node.id()), node.id(), node.createdAt(), node.note(),
                node.totalRefundedSet().money(), lines.stream().map(line -> new Line(
                        Gid.decimal(line.lineItem().id()), line.quantity(), OrderJson.outer(line.restockType()),
                        OrderJson.id(line.location()), line.subtotalSet().money(), line.totalTaxSet().money()))
                        .toList());
    }
}
