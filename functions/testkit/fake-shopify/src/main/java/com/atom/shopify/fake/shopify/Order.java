package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Payment.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One order. What it was sold as never changes; what happened to it afterwards is in its lists, and statuses and
/// current figures follow from those. Mutations object before they change anything.
final class Order {
    static final String TYPE = "Order";

    final long id;
    final int number;
    final Instant createdAt;
    final Amounts amounts;
    final Bill bill;
    final List<Payment> payments = new ArrayList<>();
    final List<Refund> refunds = new ArrayList<>();
    final List<Fulfillment> fulfillments = new ArrayList<>();
    final List<FulfillmentOrder> fulfillmentOrders = new ArrayList<>();
    final List<Agreement> agreements = new ArrayList<>();
    String name;
    Instant processedAt;
    Instant updatedAt;
    boolean test;
    @Nullable
    Instant closedAt;
    @Nullable
    Cancellation cancellation;
    @Nullable
    Long buyerId;
    @Nullable
    String email;
    @Nullable
    String phone;
    @Nullable
    String note;
    @Nullable
    String poNumber;
    @Nullable
    String sourceIdentifier;
    @Nullable
    String sourceName;
    @Nullable
    Address shippingAddress;
    @Nullable
    Address billingAddress;
    List<String> tags = List.of();
    Map<String, String> attributes = new LinkedHashMap<>();
    /// The financial status that the creator claimed. It stands until the next payment (schema,
    /// `OrderCreateOrderInput.financialStatus`).
    @Nullable
    String claimedStatus;

    /// How the order stood when subscribers last heard of it; nothing before its creation was told.
    @Nullable
    Standing told;

    /// When and why an order was cancelled.
    record Cancellation(Instant at, String reason, @Nullable String staffNote) {}

    Order(long id, int number, Instant createdAt, Amounts amounts, Bill bill) {
        this.id = id;
        this.number = number;
        this.createdAt = createdAt;
        this.amounts = amounts;
        this.bill = bill;
        this.name = "#" + number;
        this.processedAt = createdAt;
        this.updatedAt = createdAt;
    }

    String gid() {
        return Gid.of(TYPE, id);
    }

    boolean cancelled() {
        return cancellation != null;
    }

    Optional<OrderLine> line(long lineId) {
        return bill.lines().stream().filter(line -> line.id() == lineId).findFirst();
    }

    Optional<Payment> payment(long paymentId) {
        return payments.stream().filter(payment -> payment.id() == paymentId).findFirst();
    }

    /// Adds a transaction. From now on the transactions say how the order stands.
    void pay(Payment payment) {
        payments.add(payment);
        claimedStatus = null;
    }

    BigDecimal received() {
        return sum(payments.stream().filter(Payment::received));
    }

    BigDecimal paidBack() {
        return sum(payments.stream().filter(payment -> payment.done(Kind.REFUND)));
    }

    BigDecimal netPayment() {
        return received().subtract(paidBack());
    }

    /// What the customer owes now, or is owed if negative.
    BigDecimal outstanding() {
        return currentTotal().subtract(netPayment());
    }

    /// What of an authorization can still be taken.
    BigDecimal capturable(Payment authorization) {
        if (!authorization.done(Kind.AUTHORIZATION) || of(authorization).anyMatch(child -> child.done(Kind.VOID))) {
            return amounts.zero();
        }
        return authorization.amount().subtract(sum(of(authorization).filter(child -> child.done(Kind.CAPTURE))))
                .max(amounts.zero());
    }

    BigDecimal capturable() {
        return Shares.sum(payments.stream().map(this::capturable).toList());
    }

    /// What can still go back through a payment.
    BigDecimal refundable(Payment payment) {
        return payment.received()
                ? payment.amount().subtract(sum(of(payment).filter(child -> child.done(Kind.REFUND))))
                        .max(amounts.zero())
                : amounts.zero();
    }

    private Stream<Payment> of(Payment parent) {
        return payments.stream().filter(payment -> payment.parentId() != null && payment.parentId() == parent.id());
    }

    /// Units that were not taken back.
    int current(OrderLine line) {
        return line.quantity() - taken(line);
    }

    int taken(OrderLine line) {
        return refunds.stream().mapToInt(refund -> refund.quantityOf(line)).sum();
    }

    int sent(OrderLine line) {
        return fulfillments.stream().mapToInt(fulfillment -> fulfillment.sent(line)).sum();
    }

    int unsent(OrderLine line) {
        return fulfillmentOrders.stream().flatMap(order -> order.items.stream())
                .filter(item -> item.line.id() == line.id()).mapToInt(item -> item.remaining).sum();
    }

    Stream<Agreement.Sale> sales() {
        return agreements.stream().flatMap(agreement -> agreement.sales().stream());
    }

    /// The ledger's sum: the total after everything that was taken back.
    BigDecimal currentTotal() {
        return Shares.sum(sales().map(sale -> sale.figures().total()).toList());
    }

    BigDecimal currentTax() {
        return Shares.sum(sales().map(sale -> sale.figures().tax()).toList());
    }

    /// The discounts after everything that was taken back, in the prices' own way of taxes.
    BigDecimal currentDiscount() {
        return Shares.sum(sales().map(sale -> bill.taxesIncluded()
                ? sale.figures().discountAfterTaxes()
                : sale.figures().discountBeforeTaxes()).toList());
    }

    BigDecimal currentSubtotal() {
        return charged(sales().filter(sale -> sale instanceof Agreement.Sale.Goods
                || sale instanceof Agreement.Sale.GiftCard));
    }

    BigDecimal currentShipping() {
        return charged(sales().filter(sale -> sale instanceof Agreement.Sale.Shipping));
    }

    /// Shipping that was taken back so far.
    BigDecimal refundedShipping() {
        return Shares.sum(refunds.stream().flatMap(refund -> refund.shipping().stream())
                .map(Refund.Shipping::subtotal).toList());
    }

    private BigDecimal charged(Stream<Agreement.Sale> sales) {
        return Shares.sum(sales.map(sale -> bill.taxesIncluded()
                ? sale.figures().total()
                : sale.figures().total().subtract(sale.figures().tax())).toList());
    }

    private static BigDecimal sum(Stream<Payment> payments) {
        return Shares.sum(payments.map(Payment::amount).toList());
    }
}
