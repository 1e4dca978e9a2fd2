package com.atom.shopify.patterns;

import com.atom.shopify.analytics.Windows;
import com.atom.shopify.edge.Handler.View;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.lists.Slice;
import com.atom.shopify.sales.DateRange;
import com.atom.shopify.sales.RecentOrders;
import com.atom.shopify.statistics.BoughtTogether;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Set;

/// Which products of a store go together. An order is taken as it was placed, whatever was edited or came back.
@Singleton
public final class ReadBoughtTogether {
    private static final int MOST_PAIRS = 1_000;
    /// Whoever orders more products at once fills a shelf; each of them with each other would say nothing and take very long.
    private static final int MOST_PRODUCTS = 50;

    private final RecentOrders orders;
    private final Windows windows;
    private final Clock clock;

    ReadBoughtTogether(RecentOrders orders, Windows windows, Clock clock) {
        this.orders = orders;
        this.windows = windows;
        this.clock = clock;
    }

    /// Fails with `insights.too-little-data` when there are too few orders.
    public View of(BoughtTogetherQuery query, PageRequest page, StoreCall at) {
        var today = LocalDate.now(clock.withZone(at.store().zone()));
        var baskets = new ArrayList<Set<Long>>();
        var asked = new DateRange(today.minusDays(query.past() - 1L), today);
        var from = orders.each(at.shop(), at.store().zone(), asked, part -> {
            if (!part.products().isEmpty() && part.products().size() <= MOST_PRODUCTS) {
                baskets.add(part.products());
            }
        });
        var found = BoughtTogether.of(baskets, MOST_PAIRS);
        var shown = Slice.of(found.pairs().stream().map(BoughtTogetherJson.Pair::of).toList(), page);
        return new View.Listing(new BoughtTogetherJson(at.store().zone().getId(), from, today,
                from.isAfter(asked.from()), windows.of(at, new DateRange(from, today)), found.method(),
                found.sampleSize(), shown.items()),
                shown.items().size(), shown.next());
    }
}
