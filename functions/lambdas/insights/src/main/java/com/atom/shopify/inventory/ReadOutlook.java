package com.atom.shopify.inventory;

import com.atom.shopify.analytics.AnalyticsJson.Progress;
import com.atom.shopify.analytics.Windows;
import com.atom.shopify.edge.Handler.View;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.id.Gid;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.stock.Stock;
import com.atom.shopify.stock.StockIndex;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How long the stock of a store lasts, page by page. With `only` a page ends after so many items that were looked at, so that it may
/// hold fewer than wanted.
@Singleton
public final class ReadOutlook {
    private static final int MOST_LOOKED_AT = 5_000;
    private static final Pattern ITEM = Pattern.compile("[0-9]{1,18}");

    private final VariantSales sales;
    private final StockIndex index;
    private final Windows windows;

    ReadOutlook(VariantSales sales, StockIndex index, Windows windows) {
        this.sales = sales;
        this.index = index;
        this.windows = windows;
    }

    public View of(StockQuery query, PageRequest page, StoreCall at) {
        return switch (sales.of(query, at)) {
            case VariantSales.Found.Building(var progress) ->
                new View.Unfinished(json(query, at, null, progress, null));
            case VariantSales.Found.Known known -> page(query, page, at, known);
        };
    }

    private View page(StockQuery query, PageRequest page, StoreCall at, VariantSales.Found.Known known) {
        var policy = query.policy();
        var items = new ArrayList<OutlookJson.Item>();
        var looked = 0;
        String next = null;
        for (var stocks = behind(page.after(), at).iterator(); stocks.hasNext() && next == null;) {
            var stock = stocks.next();
            var outlook = Outlook.of(stock, known, policy);
            if (query.wants(outlook)) {
                items.add(OutlookJson.Item.of(outlook));
            }
            looked++;
            if ((items.size() == page.limit() || looked == MOST_LOOKED_AT) && stocks.hasNext()) {
                next = stock.id().decimal();
            }
        }
        return new View.Listing(json(query, at, known, null, items), items.size(), next);
    }

    private Stream<Stock> behind(@Nullable String place, StoreCall at) {
        if (place == null) {
            return index.all(at.shop());
        }
        if (!ITEM.matcher(place).matches()) {
            throw PageRequest.foreignCursor();
        }
        return index.behind(at.shop(), new Gid(Gid.Kind.INVENTORY_ITEM, Long.parseLong(place)));
    }

    private OutlookJson json(StockQuery query, StoreCall at, VariantSales.Found.@Nullable Known known,
            @Nullable Progress progress, @Nullable List<OutlookJson.Item> items) {
        return new OutlookJson(at.store().zone().getId(), windows.of(at, sales.asked(query, at)),
                known == null ? null : known.known().map(DemandDays::of).orElse(null),
                index.completeSince(at.shop()).orElse(null), PolicyJson.of(query), progress, items);
    }
}
