package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Payment.Kind;
import com.atom.shopify.fake.shopify.Payment.Status;
import com.atom.shopify.fake.shopify.Refund.Restock;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Taking back units and shipping of one order: what they are worth, and what happens then. Units have the share of the
/// line that was theirs from the beginning, so that all of them together are worth exactly the line.
record Refunding(Shop shop, Order order) {
    /// When and why, and what the caller says about it.
    record Circumstances(Instant createdAt, Instant processedAt, @Nullable String note, String discrepancyReason) {}

    Refund.Line line(OrderLine line, int quantity, Restock restock) {
        int from = order.taken(line);
        return new Refund.Line(shop.catalog().newId(), line, quantity, restock,
                units(line.discounted(), line, from, quantity), units(line.discount(), line, from, quantity),
                line.taxes().stream().map(tax -> tax.withAmount(units(tax.amount(), line, from, quantity))).toList());
    }

    private BigDecimal units(BigDecimal whole, OrderLine line, int from, int quantity) {
        return Shares.ofUnits(whole, line.quantity(), from, quantity, order.amounts.scale());
    }

    /// Everything that has not been taken back.
    List<Refund.Line> rest(Restock restock) {
        return order.bill.lines().stream().filter(line -> order.current(line) > 0)
                .map(line -> line(line, order.current(line), restock)).toList();
    }

    static BigDecimal taken(Order order, ShippingCharge charge) {
        return Shares.sum(taken(order, charge.id()).stream().map(Refund.Shipping::subtotal).toList());
    }

    private static List<Refund.Shipping> taken(Order order, long chargeId) {
        return order.refunds.stream().flatMap(refund -> refund.shipping().stream())
                .filter(taken -> taken.charge().id() == chargeId).toList();
    }

    /// Shipping that can still be taken back, without tax unless prices include it.
    BigDecimal shippingLeft() {
        return order.bill.shippingTotal().subtract(order.refundedShipping());
    }

    /// An amount of shipping, from the first charges that have some left, with the tax that goes with it.
    List<Refund.Shipping> shipping(BigDecimal amount) {
        var taken = new ArrayList<Refund.Shipping>();
        BigDecimal left = amount;
        for (ShippingCharge charge : order.bill.shipping()) {
            BigDecimal open = charge.discounted().subtract(taken(order, charge));
            BigDecimal part = left.min(open);
            if (part.signum() > 0) {
                BigDecimal tax = charge.tax().subtract(Shares.sum(taken(order, charge.id()).stream()
                        .map(Refund.Shipping::tax).toList()));
                BigDecimal share = Shares.of(tax, List.of(part, open.subtract(part)), order.amounts.scale())
                        .getFirst();
                taken.add(new Refund.Shipping(shop.catalog().newId(), charge, part, share));
                left = left.subtract(part);
            }
        }
        return List.copyOf(taken);
    }

    /// What all this is worth, with tax.
    BigDecimal worth(List<Refund.Line> lines, List<Refund.Shipping> shipping) {
        BigDecimal net = Shares.sum(lines.stream().map(Refund.Line::subtotal).toList())
                .add(Shares.sum(shipping.stream().map(Refund.Shipping::subtotal).toList()));
        return order.bill.taxesIncluded() ? net : net.add(tax(lines, shipping));
    }

    BigDecimal tax(List<Refund.Line> lines, List<Refund.Shipping> shipping) {
        return Shares.sum(lines.stream().map(Refund.Line::tax).toList())
                .add(Shares.sum(shipping.stream().map(Refund.Shipping::tax).toList()));
    }

    /// The money that should go back when this much is taken back: what is not paid yet need not go back.
    BigDecimal due(BigDecimal worth) {
        return worth.subtract(order.outstanding().max(BigDecimal.ZERO)).max(order.amounts.zero())
                .min(order.netPayment());
    }

    /// An amount, given back through the payments that it came in by, the first ones first.
    List<Payment> payBack(BigDecimal amount, Instant at) {
        var payments = new ArrayList<Payment>();
        BigDecimal left = amount;
        for (Payment payment : order.payments) {
            BigDecimal part = left.min(order.refundable(payment));
            if (part.signum() > 0) {
                payments.add(refund(payment, part, at));
                left = left.subtract(part);
            }
        }
        return List.copyOf(payments);
    }

    Payment refund(Payment parent, BigDecimal amount, Instant at) {
        return new Payment(shop.catalog().newId(), Kind.REFUND, Status.SUCCESS, parent.gateway(), amount, at,
                parent.id(), parent.test());
    }

    /// Lets it happen: ledger, money, stock, and what is still to be sent. When money goes back, a difference to what
    /// was due is settled by an adjustment; when none does, the customer is still owed it.
    Refund apply(List<Refund.Line> lines, List<Refund.Shipping> shipping, List<Payment> payments,
            Circumstances circumstances) {
        BigDecimal due = due(worth(lines, shipping));
        BigDecimal difference = due.subtract(Shares.sum(payments.stream().map(Payment::amount).toList()));
        List<Refund.Adjustment> adjustments = payments.isEmpty() || difference.signum() == 0
                ? List.of()
                : List.of(new Refund.Adjustment(shop.catalog().newId(), difference,
                        circumstances.discrepancyReason()));
        var refund = new Refund(shop.catalog().newId(), circumstances.createdAt(), circumstances.processedAt(),
                circumstances.note(), lines, shipping, adjustments, payments);
        order.refunds.add(refund);
        new Ledger(order, shop.catalog()::newId).refund(refund);
        payments.forEach(order::pay);
        lines.forEach(taken -> {
            if (taken.restock() == Restock.CANCEL) {
                unsend(taken.line(), taken.quantity());
            }
            if (taken.restock().stocked()) {
                OrderStock.change(shop, taken.line(), taken.quantity());
            }
        });
        order.updatedAt = circumstances.createdAt();
        return refund;
    }

    /// Units that will not be sent any more.
    void unsend(OrderLine line, int quantity) {
        int left = quantity;
        for (FulfillmentOrder sending : order.fulfillmentOrders) {
            Optional<FulfillmentOrder.Item> item = sending.items.stream()
                    .filter(candidate -> candidate.line.id() == line.id()).findFirst();
            int part = item.map(found -> found.remaining).orElse(0);
            if (item.isPresent() && part > 0 && left > 0) {
                part = Math.min(part, left);
                item.get().remaining -= part;
                item.get().total -= part;
                sending.updatedAt = shop.now();
                left -= part;
            }
        }
    }
}
