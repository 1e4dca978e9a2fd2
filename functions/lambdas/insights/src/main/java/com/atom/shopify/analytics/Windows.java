package com.atom.shopify.analytics;

import com.atom.shopify.analytics.AnalyticsJson.Window;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.sales.DateRange;
import com.atom.shopify.sales.History;
import jakarta.inject.Singleton;
import java.util.List;

/// What the figures of a store cover.
@Singleton
public final class Windows {
    private static final String ALL_ORDERS = "read_all_orders";

    private final History history;

    Windows(History history) {
        this.history = history;
    }

    Window of(StoreCall at, boolean partial) {
        return new Window(partial, history.completeSince(at.shop()).orElse(null),
                !at.store().scopes().covers(List.of(ALL_ORDERS)));
    }

    /// Of what was read of a range.
    public Window of(StoreCall at, DateRange range) {
        return of(at, history.known(at.shop(), at.store().zone(), range).filter(range::equals).isEmpty());
    }
}
