package com.atom.shopify.jobs;

import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.announcements.Announcement;
import com.atom.shopify.announcements.Announcements;
import com.atom.shopify.bulk.Joined;
import com.atom.shopify.bulk.Row;
import com.atom.shopify.connections.Connections;
import com.atom.shopify.id.Gid;
import com.atom.shopify.sales.History;
import com.atom.shopify.sales.OrderDocument;
import com.atom.shopify.sales.OrderReader;
import com.atom.shopify.sales.ReadOrderLedger;
import com.atom.shopify.sales.SalesBook;
import com.atom.shopify.sync.Sink;
import com.atom.shopify.sync.Subject;
import com.atom.shopify.sync.Syncs;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Writes orders into the store's book of sales.
@Singleton
final class OrderSink implements Sink {
    private static final String DOCUMENT = Operation.of(OrderSink.class, "BulkOrders", Void.class).document();
    private static final String IDS = Operation.of(OrderSink.class, "BulkOrderIds", Void.class).document();
    /// Without this scope an app sees the orders of 60 days only (shopify-platform 5.2).
    private static final String ALL_ORDERS = "read_all_orders";
    private static final Duration SEEN_WITHOUT = Duration.ofDays(60);

    private final OrderReader reader;
    private final ReadOrderLedger ledger;
    private final SalesBook book;
    private final History history;
    private final Connections connections;
    private final Announcements announcements;

    OrderSink(OrderReader reader, ReadOrderLedger ledger, SalesBook book, History history, Connections connections,
            Announcements announcements) {
        this.reader = reader;
        this.ledger = ledger;
        this.book = book;
        this.history = history;
        this.connections = connections;
        this.announcements = announcements;
    }

    @Override
    public Subject subject() {
        return Subject.ORDERS;
    }

    @Override
    public String document() {
        return DOCUMENT;
    }

    /// Sales agreements and sales do not implement `Node`, as Shopify demands of what is read in bulk; it has refused and allowed
    /// them.
    @Override
    public Optional<String> plainDocument() {
        return Optional.of(IDS);
    }

    @Override
    public Taken take(Errand at, List<Joined> objects, Instant asOf, boolean tells) {
        var documents = new ArrayList<OrderDocument>();
        var count = 0;
        while (count < objects.size() && (count == 0 || at.deadline().allows(TIME_FOR_A_STEP))) {
            document(objects.get(count), at).ifPresent(documents::add);
            count++;
        }
        var news = book.record(at.shop(), documents);
        if (tells) {
            announcements.publish(news.stream().<Announcement>map(order -> new Announcement.OrderChanged(at.shop(),
                    new Gid(Gid.Kind.ORDER, order.id()), order.updatedAt(), false)).toList());
        }
        return new Taken(count, news.size());
    }

    /// An order of which the file tells no sales is read by itself; nothing when Shopify does not have it any more.
    private Optional<OrderDocument> document(Joined order, Errand at) {
        return order.below().isEmpty()
                ? ledger.of(Gid.ofShopify(Gid.Kind.ORDER, order.root().id().orElseThrow()), at)
                : Optional.of(reader.rows(order.root().json(), order.below().stream().map(Row::json).toList()));
    }

    /// Whatever was processed since then was changed since then, too. A sync of a later time leaves what is known.
    @Override
    public OptionalInt through(Errand at, Instant from, Instant until) {
        var shop = at.shop();
        var oldest = connections.granted(shop).covers(List.of(ALL_ORDERS)) ? Instant.EPOCH : until.minus(SEEN_WITHOUT);
        var since = from.isAfter(Syncs.BEGINNING) && from.isAfter(oldest) ? from : oldest;
        var known = history.completeSince(shop);
        if (known.filter(before -> !before.isAfter(since)).isEmpty()) {
            history.completeSince(shop, since);
        }
        return OptionalInt.of(0);
    }
}
