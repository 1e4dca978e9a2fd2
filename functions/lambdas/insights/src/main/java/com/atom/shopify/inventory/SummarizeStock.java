package com.atom.shopify.inventory;

import com.atom.shopify.analytics.AnalyticsJson.Progress;
import com.atom.shopify.analytics.Windows;
import com.atom.shopify.edge.Handler.View;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.statistics.Demand;
import com.atom.shopify.stock.StockIndex;
import com.atom.shopify.stock.StockLevel;
import jakarta.inject.Singleton;
import java.util.Currency;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a store has in stock altogether and at each location: its value, and how much of it is out, low, dead or to be ordered. It reads
/// the index from end to end.
@Singleton
public final class SummarizeStock {
    private final VariantSales sales;
    private final StockIndex index;
    private final Windows windows;

    SummarizeStock(VariantSales sales, StockIndex index, Windows windows) {
        this.sales = sales;
        this.index = index;
        this.windows = windows;
    }

    public View of(StockQuery query, PageRequest page, StoreCall at) {
        return switch (sales.of(query, at)) {
            case VariantSales.Found.Building(var progress) ->
                new View.Unfinished(json(query, at, null, progress, null));
            case VariantSales.Found.Known known -> new View.Whole(json(query, at, known, null, sums(query, at, known)));
        };
    }

    private Sums sums(StockQuery query, StoreCall at, VariantSales.Found.Known known) {
        var sums = new Sums(at.store().currency());
        var policy = query.policy();
        index.all(at.shop()).map(stock -> Outlook.of(stock, known, policy)).filter(query::wants).forEach(sums::add);
        return sums;
    }

    private SummaryJson json(StockQuery query, StoreCall at, VariantSales.Found.@Nullable Known known,
            @Nullable Progress progress, @Nullable Sums sums) {
        return new SummaryJson(at.store().zone().getId(), windows.of(at, sales.asked(query, at)),
                known == null ? null : known.known().map(DemandDays::of).orElse(null),
                index.completeSince(at.shop()).orElse(null), PolicyJson.of(query), progress,
                known == null || sums == null ? null : sums.totals(known), sums == null ? null : sums.locations());
    }

    /// Everything that is added up, in one pass.
    private static final class Sums {
        private final Currency currency;
        private final Heap all;
        private final Heap dead;
        private final Heap reorder;
        private final TreeMap<Long, AtLocation> locations = new TreeMap<>();
        private long untracked;
        private long out;
        private long low;
        private long withoutSuggestion;

        private Sums(Currency currency) {
            this.currency = currency;
            this.all = new Heap(currency);
            this.dead = new Heap(currency);
            this.reorder = new Heap(currency);
        }

        void add(Outlook outlook) {
            if (outlook.available().isEmpty()) {
                untracked++;
                return;
            }
            var available = outlook.available().getAsLong();
            all.add(available, outlook.value());
            out += outlook.isOut() ? 1 : 0;
            low += outlook.isLow().orElse(false) ? 1 : 0;
            withoutSuggestion += outlook.reorder().isEmpty() ? 1 : 0;
            if (outlook.isDead().orElse(false)) {
                dead.add(available, outlook.value());
            }
            if (outlook.toOrder() > 0) {
                reorder.add(outlook.toOrder(), outlook.value(outlook.toOrder()));
            }
            outlook.stock().levels().forEach(level -> level.available().ifPresent(units -> locations
                    .computeIfAbsent(level.location().number(), _ -> new AtLocation(currency))
                    .add(level, units, outlook)));
        }

        SummaryJson.Totals totals(VariantSales.Found.Known known) {
            var suggests = known.known().filter(days -> days.days() >= Demand.needs()).isPresent();
            return new SummaryJson.Totals(all.items(), untracked, all.units(), all.value(), all.unitsWithoutCost(), out,
                    suggests ? low : null, known.isWhole() ? dead.json() : null, suggests ? reorder.json() : null,
                    withoutSuggestion);
        }

        List<SummaryJson.Location> locations() {
            return locations.entrySet().stream().map(each -> each.getValue().json(each.getKey().toString())).toList();
        }
    }

    private static final class AtLocation {
        private final Heap heap;
        private @Nullable String name;
        private long out;

        private AtLocation(Currency currency) {
            this.heap = new Heap(currency);
        }

        void add(StockLevel level, int units, Outlook outlook) {
            heap.add(units, outlook.value(level));
            out += units <= 0 ? 1 : 0;
            name = level.locationName().orElse(name);
        }

        SummaryJson.Location json(String id) {
            return new SummaryJson.Location(id, name, heap.items(), heap.units(), heap.value(),
                    heap.unitsWithoutCost(), out);
        }
    }
}
