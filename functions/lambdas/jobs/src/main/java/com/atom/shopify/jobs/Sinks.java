package com.atom.shopify.jobs;

import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.announcements.Announcements;
import com.atom.shopify.bulk.Joined;
import com.atom.shopify.stock.StockIndex;
import com.atom.shopify.stock.StockJson;
import com.atom.shopify.subscriptions.Watch;
import com.atom.shopify.sync.Reconciliation;
import com.atom.shopify.sync.Sink;
import com.atom.shopify.sync.Subject;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/// What becomes of the objects that syncs read, beside [OrderSink].
@Factory
final class Sinks {

    /// Counts them: nothing of ours is made of customers, who are read from Shopify whenever they are asked for.
    private record Counting(Subject subject, String document) implements Sink {
        @Override
        public Taken take(Errand at, List<Joined> objects, Instant asOf, boolean tells) {
            return new Taken(objects.size(), 0);
        }
    }

    /// Products with the variants that stock is sold by.
    @Singleton
    Sink products(StockJson json, StockIndex index, ForgetGone gone, Announcements announcements) {
        return new StockSink(Subject.PRODUCTS, document("BulkProducts"), json, index, gone, announcements);
    }

    /// Items with their cost and what is in stock of them.
    @Singleton
    Sink inventory(StockJson json, StockIndex index, ForgetGone gone, Announcements announcements) {
        return new StockSink(Subject.INVENTORY, document("BulkInventory"), json, index, gone, announcements);
    }

    @Singleton
    Sink customers() {
        return new Counting(Subject.CUSTOMERS, document("BulkCustomers"));
    }

    /// What was read again is missing no more.
    @Singleton
    Reconciliation.Filled gaps(Watch watch) {
        return watch::filled;
    }

    private static String document(String name) {
        return Operation.of(Sinks.class, name, Void.class).document();
    }
}
