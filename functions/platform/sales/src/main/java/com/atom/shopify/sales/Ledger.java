package com.atom.shopify.sales;

import java.util.Comparator;
import java.util.List;

/// An order as dated entries, a pure function of its document. A test order has none.
public record Ledger(OrderFacts facts, List<Entry> entries) {
    public Ledger {
        entries = List.copyOf(entries);
    }

    public static Ledger of(OrderDocument document) {
        return new Ledger(document.facts(), document.facts().test()
                ? List.of()
                : document.agreements().stream().sorted(Comparator.comparing(Agreement::at))
                        .flatMap(agreement -> agreement.sales().stream()
                                .map(sale -> new Entry(agreement.at(), agreement.kind(), sale)))
                        .toList());
    }

    /// The units of products that were ordered, gift cards left out; they are dated by the order, later additions too.
    public long units() {
        return entries.stream().map(Entry::sale).mapToLong(Sale::orderedUnits).sum();
    }
}
