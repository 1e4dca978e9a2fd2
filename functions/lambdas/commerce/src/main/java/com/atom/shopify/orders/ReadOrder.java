package com.atom.shopify.orders;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.id.Gid;
import com.atom.shopify.lists.Connection;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads one order whole, however many lines it has, or fails with `orders.not-found`. Without the scope `read_all_orders` Shopify
/// shows no order that is older than 60 days (shopify-platform 5.2): such an order is not found either.
@Singleton
public final class ReadOrder {
    static final String[] FRAGMENTS = {"OrderFields", "LineItemFields", "RefundFields", "RefundLineFields",
            "FulfillmentFields", "AddressFields", "MoneyFields"};

    private static final Operation<Answer> READ = Operation.of(ReadOrder.class, Answer.class).withFragments(FRAGMENTS)
            .toleratingWithheld();
    private static final Operation<MoreLines> LINES = Operation.of(ReadOrder.class, "MoreLineItems", MoreLines.class)
            .withFragments("LineItemFields", "MoneyFields");
    private static final Operation<MoreRefundLines> REFUND_LINES = Operation
            .of(ReadOrder.class, "MoreRefundLines", MoreRefundLines.class)
            .withFragments("RefundLineFields", "MoneyFields");
    private static final Operation<MoreParcelLines> PARCEL_LINES = Operation.of(ReadOrder.class,
            "MoreFulfillmentLines", MoreParcelLines.class);

    private final AdminApi admin;

    ReadOrder(AdminApi admin) {
        this.admin = admin;
    }

    @Serdeable
    record Answer(@Nullable OrderNode order) {}

    @Serdeable
    record MoreLines(@Nullable LinesOf order) {}

    @Serdeable
    record LinesOf(Connection<OrderNode.LineItem> lineItems) {}

    @Serdeable
    record MoreRefundLines(@Nullable RefundLinesOf refund) {}

    @Serdeable
    record RefundLinesOf(Connection<OrderNode.RefundLine> refundLineItems) {}

    @Serdeable
    record MoreParcelLines(@Nullable ParcelLinesOf fulfillment) {}

    @Serdeable
    record ParcelLinesOf(Connection<OrderNode.FulfillmentLine> fulfillmentLineItems) {}

    public OrderJson byId(Gid id, StoreCall at) {
        var answer = admin.runWithheld(at, READ.with(Map.of("id", id.toString())));
        var node = answer.answer().order();
        if (node == null) {
            throw OrderErrors.missing(answer.fields());
        }
        var lines = whole(node.lineItems(), LINES, node.id(), at, more -> more.order() == null
                ? null
                : more.order().lineItems());
        return OrderJson.of(node, lines, node.refunds().stream().map(refund -> refund(refund, at)).toList(),
                node.fulfillments().stream().map(parcel -> parcel(parcel, at)).toList(), answer.fields());
    }

    RefundJson refund(OrderNode.Refund node, StoreCall at) {
        return RefundJson.of(node, whole(node.refundLineItems(), REFUND_LINES, node.id(), at,
                more -> more.refund() == null ? null : more.refund().refundLineItems()));
    }

    FulfillmentJson parcel(OrderNode.Fulfillment node, StoreCall at) {
        return FulfillmentJson.of(node, whole(node.fulfillmentLineItems(), PARCEL_LINES, node.id(), at,
                more -> more.fulfillment() == null ? null : more.fulfillment().fulfillmentLineItems()));
    }

    private <R, N> List<N> whole(Connection<N> first, Operation<R> operation, String id, StoreCall at,
            Function<R, @Nullable Connection<N>> connection) {
        return first.whole(after -> {
            var more = connection.apply(admin.run(at, operation.with(Map.of("id", id, "after", after))));
            if (more == null) {
                throw OrderErrors.notFound();
            }
            return more;
        });
    }
}
