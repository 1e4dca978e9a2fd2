package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Payment.Kind;
import com.atom.shopify.fake.shopify.Wiring.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The official type `OrderTransaction`.
final class PaymentFields {
    private PaymentFields() {}

    /// A transaction within its order.
    record Paid(Order order, Payment payment) {
        @Nullable
        Paid parent() {
            Long id = payment.parentId();
            return id == null ? null : order.payment(id).map(found -> new Paid(order, found)).orElse(null);
        }
    }

    static void wire(Wiring wiring) {
        Page.wire(wiring, Payment.TYPE);
        wiring.type(Payment.TYPE, Paid.class)
                .field("id", paid -> paid.payment.gid())
                .field("kind", paid -> paid.payment.kind().name())
                .field("status", paid -> paid.payment.status().name())
                .field("gateway", paid -> paid.payment.gateway())
                .field("formattedGateway", paid -> title(paid.payment.gateway()))
                .field("amountSet", paid -> paid.order.amounts.bag(paid.payment.amount()))
                .field("createdAt", paid -> ShopFields.time(paid.payment.processedAt()))
                .field("processedAt", paid -> ShopFields.time(paid.payment.processedAt()))
                .field("parentTransaction", Paid::parent)
                .field("order", Paid::order)
                .field("test", paid -> paid.payment.test())
                .field("manualPaymentGateway", paid -> paid.payment.gateway().equals(Payment.MANUAL))
                .field("manuallyCapturable", paid -> paid.order.capturable(paid.payment).signum() > 0)
                .field("multiCapturable", paid -> false)
                .field("totalUnsettledSet", paid -> paid.payment.kind() == Kind.AUTHORIZATION
                        ? paid.order.amounts.bag(paid.order.capturable(paid.payment))
                        : null)
                .field("fees", paid -> List.of())
                .nothing("accountNumber", "authorizationExpiresAt", "errorCode", "paymentId", "paymentDetails",
                        "receiptJson", "settlementCurrency", "settlementCurrencyRate", "user", "device", "location",
                        "amountRoundingSet", "maximumRefundableV2", "shopifyPaymentsSet");
        wiring.type(Order.TYPE, Order.class)
                .answer("transactions", (order, call) -> OrderFields.first(chosen(order, call), call))
                .field("transactionsCount", order -> ProductFields.count(order.payments.size()));
    }

    static List<Paid> of(Order order) {
        return order.payments.stream().map(payment -> new Paid(order, payment)).toList();
    }

    /// A gateway's name as people read it.
    static String title(String gateway) {
        String words = gateway.replace('_', ' ');
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static List<Paid> chosen(Order order, Call call) {
        call.refuse("manuallyResolvable");
        Boolean capturable = call.environment().getArgument("capturable");
        return of(order).stream().filter(paid -> capturable == null
                || order.capturable(paid.payment).signum() > 0 == capturable).toList();
    }
}
