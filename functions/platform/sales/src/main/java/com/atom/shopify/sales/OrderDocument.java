package com.atom.shopify.sales;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// A state of an order, as far as its figures go.
///
/// @param provisional whether it shows changes that its own refunds do not explain, such as an edit: only Shopify's ledger says when
///        they happened
@Serdeable
public record OrderDocument(OrderFacts facts, Source source, List<Agreement> agreements, boolean provisional) {

    /// Where the figures come from.
    public enum Source {
        /// What a webhook showed.
        PAYLOAD,
        /// Shopify's own ledger.
        AGREEMENTS
    }

    public OrderDocument {
        agreements = List.copyOf(agreements);
    }

    boolean knows(Agreement refund) {
        return agreements.stream().anyMatch(known -> Objects.equals(known.refund(), refund.refund()));
    }

    /// The same with refunds that it does not know yet. A refund never ends, so one that was told of earlier is true of any state.
    OrderDocument with(Stream<Agreement> refunds) {
        var more = refunds.filter(refund -> refund.refund() != null && !knows(refund)).toList();
        return more.isEmpty()
                ? this
                : new OrderDocument(facts, source, Stream.concat(agreements.stream(), more.stream()).toList(),
                        provisional);
    }

    /// Whether it says the same of what was sold and taken back, and when. What is provisional never does: its sums lack what it
    /// shows, and an edit that only takes away leaves them as they were.
    boolean sellsTheSameAs(OrderDocument other) {
        return !provisional && facts.test() == other.facts.test() && sums().equals(other.sums());
    }

    private record What(Instant at, LineType type, Action action) {}

    private record Much(long quantity, BigDecimal net, BigDecimal tax) {
        /// Amounts are equal when they are as much, with however many digits they were said.
        Much {
            net = net.stripTrailingZeros();
            tax = tax.stripTrailingZeros();
        }

        static Much of(Sale sale) {
            return new Much(sale.quantity(), sale.net(), sale.tax());
        }

        Much plus(Much more) {
            return new Much(quantity + more.quantity, net.add(more.net), tax.add(more.tax));
        }

        boolean isNothing() {
            return quantity == 0 && net.signum() == 0 && tax.signum() == 0;
        }
    }

    private Map<What, Much> sums() {
        var sums = new HashMap<What, Much>();
        agreements.forEach(agreement -> agreement.sales().forEach(sale -> sums.merge(
                new What(agreement.at(), sale.type(), sale.action()), Much.of(sale), Much::plus)));
        sums.values().removeIf(Much::isNothing);
        return sums;
    }

    /// The same figures with what the order now says of itself.
    OrderDocument with(OrderFacts now) {
        return new OrderDocument(now, source, agreements, provisional);
    }

    /// Without whose it was.
    OrderDocument withoutCustomer() {
        return new OrderDocument(facts.withoutCustomer(), source, agreements, provisional);
    }
}
