package com.atom.shopify.sales;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads orders from what Shopify sends.
@Singleton
public final class OrderReader {
    private final ObjectMapper json;

    OrderReader(ObjectMapper json) {
        this.json = json;
    }

    /// A refund that came alone, with the order that it belongs to.
    record LoneRefund(long order, RefundPayload refund) {
        Agreement agreement(OrderFacts facts) {
            return refund.agreement(
                    new OrderPayload.Terms(facts.currency(), facts.taxesIncluded(), Optional.empty()));
        }
    }

    /// From the body of `orders/create` or `orders/updated`; none when it does not say enough for a ledger, as when a subscription asks for
    /// some fields only.
    Optional<OrderDocument> payload(byte[] body) {
        return whole(() -> read(body, OrderPayload.class).document());
    }

    /// From the body of `refunds/create`; none when it does not say enough.
    Optional<LoneRefund> refund(byte[] body) {
        return whole(() -> {
            var refund = read(body, RefundPayload.class);
            var _ = refund.at();
            return new LoneRefund(refund.orderId(), refund);
        });
    }

    /// From the lines of a bulk operation's file: the order's own, and those below it, agreements with the order's id as
    /// `__parentId` and sales with their agreement's, in any order. Fails with `shopify.unexpected` when they are something else.
    public OrderDocument rows(byte[] order, List<byte[]> children) {
        return whole(() -> {
            var below = new ArrayList<OrderNode.Child>(children.size());
            for (byte[] child : children) {
                below.add(read(child, OrderNode.Child.class));
            }
            return read(order, OrderNode.class).document(below.stream());
        }).orElseThrow(() -> new FailureException(new Failure.Upstream("shopify.unexpected",
                "Shopify answered something unexpected.")));
    }

    private <T> T read(byte[] bytes, Class<T> type) throws IOException {
        return present(json.readValue(bytes, type));
    }

    private static <T> T present(@Nullable T value) throws IOException {
        if (value == null) {
            throw new IOException("null");
        }
        return value;
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    /// Without a word of the parser, whose message quotes the body.
    private static <T> Optional<T> whole(Reading<T> reading) {
        try {
            return Optional.of(reading.read());
        } catch (IOException | RuntimeException malformed) {
            return Optional.empty();
        }
    }
}
