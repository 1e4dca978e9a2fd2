package com.atom.shopify.sales;

import com.atom.shopify.sales.OrderPayload.Line;
import com.atom.shopify.sales.OrderPayload.Set;
import com.atom.shopify.sales.OrderPayload.Terms;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A refund as webhooks show it, alone and within its order.
@Serdeable(naming = SnakeCaseStrategy.class)
record RefundPayload(long id, long orderId, String createdAt, @Nullable String processedAt,
        @Nullable List<Goods> refundLineItems, @Nullable List<Shipping> refundShippingLines,
        @Nullable List<Adjustment> orderAdjustments, @Nullable Set totalDutiesSet) {

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Goods(long lineItemId, long quantity, @Nullable Set subtotalSet, @Nullable String subtotal,
            @Nullable Set totalTaxSet, @Nullable String totalTax, @Nullable Line lineItem) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Shipping(@Nullable Set subtotalAmountSet, @Nullable Set taxAmountSet) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Adjustment(@Nullable String kind, @Nullable Set amountSet, @Nullable String amount,
            @Nullable Set taxAmountSet, @Nullable String taxAmount) {
        /// Older orders say so that shipping was refunded; it is negative.
        boolean isShipping() {
            return "shipping_refund".equals(kind);
        }
    }

    Instant at() {
        return OrderPayload.time(processedAt == null ? createdAt : processedAt);
    }

    long unitsOf(Line line) {
        return goods().filter(taken -> taken.lineItemId() == line.id()).mapToLong(Goods::quantity).sum();
    }

    Agreement agreement(Terms terms) {
        var sales = Stream.of(goods().map(taken -> goods(taken, terms)),
                shipping().map(taken -> reversal(LineType.SHIPPING, Set.of(taken.subtotalAmountSet()),
                        Set.of(taken.taxAmountSet()), terms)),
                adjustments().map(adjustment -> adjusted(adjustment, terms)),
                Stream.of(Set.of(totalDutiesSet)).filter(duties -> duties.signum() != 0)
                        .map(duties -> Sale.reversal(LineType.DUTY, 0, terms.exact(duties), BigDecimal.ZERO,
                                BigDecimal.ZERO, null)));
        return new Agreement(at(), terms.kindOfRefund(at()), id, sales.flatMap(each -> each).toList());
    }

    private Stream<Goods> goods() {
        return refundLineItems == null ? Stream.of() : refundLineItems.stream();
    }

    private Stream<Shipping> shipping() {
        return refundShippingLines == null ? Stream.of() : refundShippingLines.stream();
    }

    /// Where shipping lines say it, the older way of saying it is not counted again.
    private Stream<Adjustment> adjustments() {
        return orderAdjustments == null
                ? Stream.of()
                : orderAdjustments.stream()
                        .filter(adjustment -> !adjustment.isShipping() || shipping().findAny().isEmpty());
    }

    private static Sale goods(Goods taken, Terms terms) {
        var tax = Set.of(taken.totalTaxSet(), taken.totalTax());
        var line = Optional.ofNullable(taken.lineItem());
        var whole = line.map(each -> each.discount(terms)).orElse(BigDecimal.ZERO);
        var units = line.map(Line::units).orElse(taken.quantity());
        var share = units == 0
                ? BigDecimal.ZERO
                : Scale.of(terms.currency()).rounded(whole.multiply(BigDecimal.valueOf(taken.quantity()))
                        .divide(BigDecimal.valueOf(units), MathContext.DECIMAL64));
        return Sale.reversal(line.map(Line::type).orElse(LineType.PRODUCT), taken.quantity(),
                terms.exact(net(Set.of(taken.subtotalSet(), taken.subtotal()), tax, terms)), terms.exact(share),
                terms.exact(tax), line.map(Line::item).orElse(null));
    }

    private static Sale reversal(LineType type, BigDecimal subtotal, BigDecimal tax, Terms terms) {
        return Sale.reversal(type, 0, terms.exact(net(subtotal, tax, terms)), BigDecimal.ZERO, terms.exact(tax), null);
    }

    private static BigDecimal net(BigDecimal subtotal, BigDecimal tax, Terms terms) {
        return terms.taxesIncluded() ? subtotal.subtract(tax) : subtotal;
    }

    /// Its sign is that of what the customer owes.
    private static Sale adjusted(Adjustment adjustment, Terms terms) {
        return new Sale(adjustment.isShipping() ? LineType.SHIPPING : LineType.ADJUSTMENT, Action.RETURN, 0,
                terms.exact(Set.of(adjustment.amountSet(), adjustment.amount())), BigDecimal.ZERO,
                terms.exact(Set.of(adjustment.taxAmountSet(), adjustment.taxAmount())), null);
    }
}
