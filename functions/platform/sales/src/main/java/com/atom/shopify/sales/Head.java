package com.atom.shopify.sales;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What is kept of an order.
///
/// @param revision counts what was written; the days of an order count under it
/// @param told which state of the order it is
/// @param document none when the order is deleted
/// @param days every day of UTC on which it has or had entries
/// @param forgotten whether its customer asked to be
record Head(long id, long revision, Told told, Optional<OrderDocument> document, Set<LocalDate> days,
        boolean forgotten) {
    Head {
        days = Set.copyOf(days);
    }

    /// How a state stands to the one that is kept.
    enum Standing {
        NEWER,
        SAME,
        OLDER,
        /// The same by all its times, but something else was said.
        UNCLEAR
    }

    /// Which state of an order somebody tells of: the later one wins, whatever comes first.
    ///
    /// @param updatedAt when Shopify says that the order changed last
    /// @param triggeredAt when the event happened, which tells states of one second apart
    /// @param digest of what was said
    record Told(Instant updatedAt, Instant triggeredAt, String digest) {
        Told {
            updatedAt = updatedAt.truncatedTo(ChronoUnit.MILLIS);
            triggeredAt = triggeredAt.truncatedTo(ChronoUnit.MILLIS);
        }

        Standing against(Told kept) {
            var byUpdate = updatedAt.compareTo(kept.updatedAt);
            var order = byUpdate == 0 ? triggeredAt.compareTo(kept.triggeredAt) : byUpdate;
            if (order != 0) {
                return order > 0 ? Standing.NEWER : Standing.OLDER;
            }
            return digest.equals(kept.digest) ? Standing.SAME : Standing.UNCLEAR;
        }
    }

    /// The first of an order.
    static Head first(Told told, OrderDocument document) {
        return new Head(document.facts().id(), 1, told, Optional.of(document), days(document), false);
    }

    /// The first of an order that was deleted before anything else was told of it.
    static Head gone(long id, Instant at) {
        return new Head(id, 1, new Told(at, at, ""), Optional.empty(), Set.of(), false);
    }

    Head next(Told now, OrderDocument state) {
        var document = forgotten ? state.withoutCustomer() : state;
        return new Head(id, revision + 1, now, Optional.of(document), with(days(document)), forgotten);
    }

    /// The next one without the customer, and so for all that follow.
    Head forgetting() {
        return new Head(id, revision + 1, told, document.map(OrderDocument::withoutCustomer), days, true);
    }

    Head ended(Instant at) {
        return new Head(id, revision + 1, new Told(at, at, ""), Optional.empty(), days, forgotten);
    }

    boolean isDeleted() {
        return document.isEmpty();
    }

    boolean isFromShopifysLedger() {
        return document.filter(state -> state.source() == OrderDocument.Source.AGREEMENTS).isPresent();
    }

    /// Whose order it is, when it counts.
    Optional<Long> customer() {
        return document.map(OrderDocument::facts).filter(facts -> !facts.test())
                .flatMap(facts -> Optional.ofNullable(facts.customer()));
    }

    private Set<LocalDate> with(Set<LocalDate> more) {
        var all = new TreeSet<>(days);
        all.addAll(more);
        return all;
    }

    private static Set<LocalDate> days(OrderDocument document) {
        return OrderDay.of(document, null).keySet();
    }
}
