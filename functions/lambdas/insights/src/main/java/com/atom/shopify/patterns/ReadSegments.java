package com.atom.shopify.patterns;

import com.atom.shopify.analytics.Windows;
import com.atom.shopify.edge.Handler.View;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.lists.Slice;
import com.atom.shopify.sales.Buyers;
import com.atom.shopify.sales.DateRange;
import com.atom.shopify.statistics.Segments;
import com.atom.shopify.statistics.Segments.Customer;
import com.atom.shopify.statistics.Segments.Scored;
import com.atom.shopify.statistics.Segments.Segment;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// Which customers of a store are worth which attention, by what they ordered lately.
@Singleton
public final class ReadSegments {
    private static final Comparator<Scored> MOST_FIRST = Comparator
            .comparing((Scored scored) -> scored.customer().spent()).reversed()
            .thenComparing(scored -> scored.customer().id());

    private final Buyers buyers;
    private final Windows windows;
    private final Clock clock;

    ReadSegments(Buyers buyers, Windows windows, Clock clock) {
        this.buyers = buyers;
        this.windows = windows;
        this.clock = clock;
    }

    /// Fails with `insights.too-little-data` when too few customers ordered.
    public View of(SegmentsQuery query, PageRequest page, StoreCall at) {
        var today = LocalDate.now(clock.withZone(at.store().zone()));
        var asked = new DateRange(today.minusDays(query.past() - 1L), today);
        var currency = at.store().currency();
        var bought = buyers.of(at.shop(), at.store().zone(), asked, currency.getCurrencyCode());
        var found = Segments.of(bought.buyers().stream().map(each -> new Customer(
                Long.toString(each.customer()), each.lastOrder(), each.orders(), each.spent())).toList(), today);
        var from = bought.days().from();
        var shown = Slice.of(found.customers().stream().filter(scored -> query.wants(scored.segment()))
                .sorted(MOST_FIRST).map(scored -> SegmentsJson.Customer.of(scored, currency)).toList(), page);
        return new View.Listing(new SegmentsJson(at.store().zone().getId(), from, today,
                from.isAfter(asked.from()), windows.of(at, bought.days()), found.method(),
                found.sampleSize(), groups(found, at), shown.items()), shown.items().size(), shown.next());
    }

    private static List<SegmentsJson.Group> groups(Segments found, StoreCall at) {
        return Arrays.stream(Segment.values()).map(segment -> SegmentsJson.Group.of(segment,
                Objects.requireNonNull(found.groups().get(segment)), at.store().currency())).toList();
    }
}
