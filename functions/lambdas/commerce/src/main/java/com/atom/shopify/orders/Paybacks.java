package com.atom.shopify.orders;

import com.atom.shopify.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How the money of a refund goes back: in the order's presentment currency, and through which payments how much.
@Serdeable
record Paybacks(String currency, List<Payback> parts) {
    /// Where a payment names no gateway.
    private static final String MANUAL = "manual";

    /// Money that goes back through one payment.
    ///
    /// @param parent the payment's transaction
    @Serdeable
    record Payback(String parent, String gateway, BigDecimal amount) {}

    /// What Shopify suggests; when the caller names an amount, that much, through each payment in turn up to what it has left. More
    /// than can go back is `orders.refused`.
    static Paybacks of(@Nullable Money asked, RefundOrder.SuggestionOf order, RefundOrder.Suggested suggested) {
        var wanted = asked == null ? suggested.amountSet().amount() : asked.amount();
        var most = suggested.maximumRefundableSet().amount();
        if (wanted.compareTo(most) > 0) {
            throw OrderErrors.refused("amount", "out-of-range",
                    "is more than can be paid back, " + most.toPlainString());
        }
        return new Paybacks(order.presentmentCurrencyCode(), asked == null
                ? suggested.suggestedTransactions().stream().flatMap(Paybacks::suggested).toList()
                : inTurn(wanted, order.transactions()));
    }

    private static Stream<Payback> suggested(RefundOrder.SuggestedPart part) {
        var parent = part.parentTransaction();
        return parent == null
                ? Stream.empty()
                : part(parent.id(), part.gateway(), part.amountSet().amount());
    }

    private static Stream<Payback> part(String parent, @Nullable String gateway, BigDecimal amount) {
        return amount.signum() > 0
                ? Stream.of(new Payback(parent, gateway == null ? MANUAL : gateway, amount))
                : Stream.empty();
    }

    private static List<Payback> inTurn(BigDecimal wanted, List<RefundOrder.Paid> transactions) {
        var returned = transactions.stream().filter(RefundOrder.Paid::isReturned).collect(Collectors.groupingBy(
                RefundOrder.Paid::parent,
                Collectors.reducing(BigDecimal.ZERO, paid -> paid.amountSet().amount(), BigDecimal::add)));
        var parts = new ArrayList<Payback>();
        var open = wanted;
        for (var payment : transactions.stream().filter(RefundOrder.Paid::isReceived).toList()) {
            var left = payment.amountSet().amount().subtract(returned.getOrDefault(payment.id(), BigDecimal.ZERO));
            var amount = open.min(left).max(BigDecimal.ZERO);
            part(payment.id(), payment.gateway(), amount).forEach(parts::add);
            open = open.subtract(amount);
        }
        if (open.signum() > 0) {
            throw OrderErrors.refused("amount", "out-of-range", "is more than was paid");
        }
        return parts;
    }

    /// As `refundCreate` takes them.
    List<Map<String, Object>> transactions(String order) {
        return parts.stream().map(part -> Map.<String, Object>of("orderId", order, "parentId", part.parent(), "kind",
                "REFUND", "gateway", part.gateway(), "amount", part.amount().toPlainString())).toList();
    }
}
