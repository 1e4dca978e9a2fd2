package com.atom.shopify.jobs;

import com.atom.shopify.admin.Errand;
import com.atom.shopify.announcements.Announcement;
import com.atom.shopify.announcements.Announcements;
import com.atom.shopify.bulk.Joined;
import com.atom.shopify.bulk.Row;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.http.Trouble;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.metrics.Metrics;
import com.atom.shopify.routes.Metric;
import com.atom.shopify.stock.StockFact;
import com.atom.shopify.stock.StockIndex;
import com.atom.shopify.stock.StockJson;
import com.atom.shopify.stock.StockLevel;
import com.atom.shopify.stock.StockVariant;
import com.atom.shopify.sync.Sink;
import com.atom.shopify.sync.Subject;
import com.atom.shopify.sync.Syncs;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes into the index of stock what rows say of it: variants, items, levels. Whatever sync reads a level that we hold, it compares it
/// too, and counts what had drifted.
record StockSink(Subject subject, String document, StockJson json, StockIndex index, ForgetGone gone,
        Announcements announcements) implements Sink {

    @Override
    public Taken take(Errand at, List<Joined> objects, Instant asOf, boolean tells) {
        var shop = at.shop();
        var recorded = index.record(shop, objects.stream()
                .flatMap(object -> Stream.concat(Stream.of(object.root()), object.below().stream()))
                .map(row -> fact(row, asOf)).flatMap(Optional::stream).toList());
        if (recorded.levels() > 0) {
            Metrics.add(Metric.LEVELS_COMPARED, recorded.levels());
            Metrics.add(Metric.LEVELS_DRIFTED, recorded.drifted());
        }
        var news = recorded.news();
        if (tells) {
            announcements.publish(Stream.concat(products(shop, news), levels(shop, news)).toList());
        }
        return new Taken(objects.size(), news.size());
    }

    /// Each product once, as its latest variant is.
    private static Stream<Announcement> products(ShopDomain shop, List<StockFact> news) {
        return facts(StockVariant.class, news).collect(Collectors.toMap(StockVariant::product,
                variant -> variant.version().updatedAt(), (one, other) -> one.isAfter(other) ? one : other,
                LinkedHashMap::new)).entrySet().stream()
                .map(product -> new Announcement.ProductChanged(shop, product.getKey(), product.getValue(), false));
    }

    private static Stream<Announcement> levels(ShopDomain shop, List<StockFact> news) {
        return facts(StockLevel.class, news).map(level -> new Announcement.InventoryChanged(shop, level.item(),
                level.location(), level.version().updatedAt()));
    }

    private static <F extends StockFact> Stream<F> facts(Class<F> kind, List<StockFact> all) {
        return all.stream().filter(kind::isInstance).map(kind::cast);
    }

    /// Whatever a sync of all items did not see is asked for, and then everything is known; what comes later is delivered, or read every
    /// night, when a part of what was silent is asked for.
    @Override
    public OptionalInt through(Errand at, Instant from, Instant until) {
        return switch (subject) {
            case INVENTORY -> from.isAfter(Syncs.BEGINNING)
                    ? gone.since(at, until, ForgetGone.MOST_A_NIGHT)
                    : complete(at, until);
            case PRODUCTS, ORDERS, CUSTOMERS -> OptionalInt.of(0);
        };
    }

    private OptionalInt complete(Errand at, Instant until) {
        var forgotten = gone.since(at, until, Integer.MAX_VALUE);
        if (forgotten.isPresent()) {
            index.completeSince(at.shop(), until);
        }
        return forgotten;
    }

    private Optional<StockFact> fact(Row row, Instant asOf) {
        try {
            return json.bulkRow(row.json(), asOf);
        } catch (IOException foreign) {
            throw new FailureException(Trouble.badAnswer(), foreign);
        }
    }
}
