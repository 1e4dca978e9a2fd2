package com.atom.shopify.jobs;

import com.atom.shopify.admin.Operation;
import com.atom.shopify.bulk.Joined;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.subscriptions.Watch;
import com.atom.shopify.sync.Reconciliation;
import com.atom.shopify.sync.Sink;
import com.atom.shopify.sync.Subject;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/// What becomes of the objects that syncs read, for each subject.
@Factory
final class Sinks {

    /// Counts them: nothing of ours is made of them.
    private record Counting(Subject subject, String document) implements Sink {
        @Override
        public int take(ShopDomain shop, List<Joined> objects, Instant asOf) {
            return 0;
        }
    }

    @Singleton
    Sink orders() {
        return new Counting(Subject.ORDERS, document("BulkOrders"));
    }

    @Singleton
    Sink products() {
        return new Counting(Subject.PRODUCTS, document("BulkProducts"));
    }

    @Singleton
    Sink customers() {
        return new Counting(Subject.CUSTOMERS, document("BulkCustomers"));
    }

    @Singleton
    Sink inventory() {
        return new Counting(Subject.INVENTORY, document("BulkInventory"));
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
