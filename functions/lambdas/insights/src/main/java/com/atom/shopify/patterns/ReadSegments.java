package com.atom.shopify.patterns;

import com.atom.shopify.analytics.Windows;
import com.atom.shopify.edge.Handler.View;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.lists.Slice;
import com.atom.shopify.sales.DateRange;
import com.atom.shopify.sales.RecentOrders;
import com.atom.shopify.statistics.Segments;
import com.atom.shopify.statistics.Segments.Customer;
import com.atom.shopify.statistics.Segments.Scored;
import com.atom.shopify.statistics.Segments.Segment;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which customers of a store are worth which attention, by what they ordered lately.
@Singleton
public final class ReadSegments {
    private static final Comparator<Scored> MOST_FIRST = Comparator
            .comparing((Scored scored) -> scored.customer().spent()).reversed()
            .thenComparing(scored -> scored.customer().id());

    private final RecentOrders orders;
    private final Windows windows;
    private final Clock clock;

    ReadSegments(RecentOrders orders, Windows windows, Clock clock) {
        this.orders = orders;
        this.windows = windows;
        this.clock = clock;
    }

    /// What one customer ordered.
    private static final class Bought {
        private @Nullable LocalDate last;
        private int orders;
        private BigDecimal spent = BigDecimal.ZERO;

        void add(RecentOrders.Part part, String currency) {
            if (part.currency().equals(currency)) {
                spent = spent.add(part.net());
            }
            part.placed().ifPresent(day -> {
                orders++;
                last = last == null || day.isAfter(last) ? day : last;
            });
        }

        /// None of whom only something came back.
        Optional<Customer> customer(long id) {
            return Optional.ofNullable(last).map(day -> new Customer(Long.toString(id), day, orders, spent));
        }
    }

    /// Fails with `insights.too-little-data` when too few customers ordered.
    public View of(SegmentsQuery query, PageRequest page, StoreCall at) {
        var today = LocalDate.now(clock.withZone(at.store().zone()));
        var asked = new DateRange(today.minusDays(query.past() - 1L), today);
        var currency = at.store().currency();
        var bought = new HashMap<Long, Bought>();
        var from = orders.each(at.shop(), at.store().zone(), asked, part -> {
            if (part.customer() != null) {
                bought.computeIfAbsent(part.customer(), _ -> new Bought()).add(part, currency.getCurrencyCode());
            }
        });
        var found = Segments.of(bought.entrySet().stream()
                .flatMap(each -> each.getValue().customer(each.getKey()).stream()).toList(), today);
        var range = new DateRange(from, today);
        var shown = Slice.of(found.customers().stream().filter(scored -> query.wants(scored.segment()))
                .sorted(MOST_FIRST).map(scored -> SegmentsJson.Customer.of(scored, currency)).toList(), page);
        return new View.Listing(new SegmentsJson(at.store().zone().getId(), from, today,
                from.isAfter(asked.from()), windows.of(at, range), found.method(),
                found.sampleSize(), groups(found, at), shown.items()), shown.items().size(), shown.next());
    }

    private static List<SegmentsJson.Group> groups(Segments found, StoreCall at) {
        return Arrays.stream(Segment.values()).map(segment -> SegmentsJson.Group.of(segment,
                Objects.requireNonNull(found.groups().get(segment)), at.store().currency())).toList();
    }
}
