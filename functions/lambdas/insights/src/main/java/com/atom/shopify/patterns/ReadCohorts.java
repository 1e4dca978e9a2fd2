package com.atom.shopify.patterns;

import com.atom.shopify.analytics.Windows;
import com.atom.shopify.edge.Handler.View;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.sales.DateRange;
import com.atom.shopify.sales.RecentOrders;
import com.atom.shopify.statistics.Cohorts;
import com.atom.shopify.statistics.Cohorts.Purchase;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;

/// How many customers of a store come back, by the month of their first order. Who had ordered before the first of these months is in
/// none of them.
@Singleton
public final class ReadCohorts {
    private final RecentOrders orders;
    private final Windows windows;
    private final Clock clock;

    ReadCohorts(RecentOrders orders, Windows windows, Clock clock) {
        this.orders = orders;
        this.windows = windows;
        this.clock = clock;
    }

    /// Fails with `insights.too-little-data` when too few customers ordered, or in too few months.
    public View of(CohortsQuery query, PageRequest page, StoreCall at) {
        var yesterday = LocalDate.now(clock.withZone(at.store().zone())).minusDays(1);
        var asked = new DateRange(yesterday.plusDays(1).withDayOfMonth(1).minusMonths(query.past()), yesterday);
        var purchases = new ArrayList<Purchase>();
        var firsts = new HashMap<String, LocalDate>();
        var read = orders.each(at.shop(), at.store().zone(), asked, part -> part.placed().ifPresent(day -> {
            if (part.customer() != null) {
                var customer = part.customer().toString();
                purchases.add(new Purchase(customer, day));
                if (!part.returning()) {
                    firsts.put(customer, day);
                }
            }
        }));
        var from = firstOfMonth(read);
        firsts.values().removeIf(day -> day.isBefore(from));
        var found = Cohorts.of(purchases.stream().filter(purchase -> firsts.containsKey(purchase.customer())).toList(),
                yesterday);
        return new View.Whole(new CohortsJson(at.store().zone().getId(), from, yesterday,
                from.isAfter(asked.from()), windows.of(at, new DateRange(from, yesterday)), found.method(),
                found.sampleSize(),
                found.cohorts().stream().map(CohortsJson.Cohort::of).toList()));
    }

    private static LocalDate firstOfMonth(LocalDate day) {
        return day.getDayOfMonth() == 1 ? day : day.withDayOfMonth(1).plusMonths(1);
    }
}
