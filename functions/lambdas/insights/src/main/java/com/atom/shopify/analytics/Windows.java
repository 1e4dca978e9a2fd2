package com.atom.shopify.analytics;

import com.atom.shopify.analytics.AnalyticsJson.Window;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.sales.DateRange;
import com.atom.shopify.sales.History;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the figures of a store cover.
@Singleton
public final class Windows {
    private static final String ALL_ORDERS = "read_all_orders";

    private final History history;

    Windows(History history) {
        this.history = history;
    }

    static Window of(StoreCall at, Optional<Instant> completeSince, boolean partial) {
        return new Window(partial, completeSince.orElse(null), !at.store().scopes().covers(List.of(ALL_ORDERS)));
    }

    /// Of what was read of a range.
    public Window of(StoreCall at, DateRange range) {
        var extent = history.extent(at.shop());
        var zone = at.store().zone();
        return of(at, extent.completeSince(), extent.lacks(range.start(zone), range.end(zone)));
    }
}
