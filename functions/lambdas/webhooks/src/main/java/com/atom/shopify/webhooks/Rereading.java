package com.atom.shopify.webhooks;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.announcements.Announcement;
import com.atom.shopify.announcements.Announcements;
import com.atom.shopify.catalog.CatalogCache;
import com.atom.shopify.id.Gid;
import com.atom.shopify.routes.Topic;
import com.atom.shopify.sales.SalesBook;
import com.atom.shopify.sync.BulkTasks;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads from Shopify again what a delivery was about, and applies it as the newest. It may be done again.
@Singleton
final class Rereading {
    private static final Operation<OfRefund> FIND_ORDER_OF_REFUND = Operation.of(Rereading.class, "FindOrderOfRefund",
            OfRefund.class);
    private static final Operation<OfFulfillment> FIND_ORDER_OF_FULFILLMENT = Operation.of(Rereading.class,
            "FindOrderOfFulfillment", OfFulfillment.class);

    private final AdminApi admin;
    private final CatalogCache catalog;
    private final StockRoom stock;
    private final SalesBook book;
    private final StillThere stillThere;
    private final ShopDescription description;
    private final BulkTasks bulkTasks;
    private final Announcements announcements;
    private final Clock clock;

    Rereading(AdminApi admin, CatalogCache catalog, StockRoom stock, SalesBook book, StillThere stillThere,
            ShopDescription description, BulkTasks bulkTasks, Announcements announcements, Clock clock) {
        this.admin = admin;
        this.catalog = catalog;
        this.stock = stock;
        this.book = book;
        this.stillThere = stillThere;
        this.description = description;
        this.bulkTasks = bulkTasks;
        this.announcements = announcements;
        this.clock = clock;
    }

    /// What can be read again.
    enum Thing {
        PRODUCT,
        ORDER,
        DELETED_ORDER,
        REFUND,
        FULFILLMENT,
        CUSTOMER,
        LEVEL,
        SHOP,
        BULK_OPERATION;

        /// What a topic's deliveries are about; nothing where there is nothing to read.
        static Optional<Thing> of(Topic topic) {
            return switch (topic) {
                case PRODUCTS_CREATE, PRODUCTS_UPDATE, PRODUCTS_DELETE -> Optional.of(PRODUCT);
                case ORDERS_CREATE, ORDERS_UPDATED -> Optional.of(ORDER);
                case ORDERS_DELETE -> Optional.of(DELETED_ORDER);
                case REFUNDS_CREATE -> Optional.of(REFUND);
                case FULFILLMENTS_CREATE, FULFILLMENTS_UPDATE -> Optional.of(FULFILLMENT);
                case CUSTOMERS_CREATE, CUSTOMERS_UPDATE, CUSTOMERS_DELETE -> Optional.of(CUSTOMER);
                case INVENTORY_LEVELS_UPDATE -> Optional.of(LEVEL);
                case SHOP_UPDATE -> Optional.of(SHOP);
                case BULK_OPERATIONS_FINISH -> Optional.of(BULK_OPERATION);
                case APP_UNINSTALLED, APP_SCOPES_UPDATE, CUSTOMERS_DATA_REQUEST, CUSTOMERS_REDACT, SHOP_REDACT ->
                    Optional.empty();
            };
        }
    }

    @Serdeable
    record OfRefund(@Nullable Part refund) {}

    @Serdeable
    record OfFulfillment(@Nullable Part fulfillment) {}

    @Serdeable
    record Part(Order order) {}

    @Serdeable
    record Order(String id) {}

    /// Fails as the client does.
    void of(Thing thing, String resource, Errand errand) {
        switch (thing) {
            case PRODUCT -> product(Gid.ofShopify(Gid.Kind.PRODUCT, resource), errand);
            case ORDER -> order(Gid.ofShopify(Gid.Kind.ORDER, resource), errand);
            case DELETED_ORDER -> deletedOrder(Gid.ofShopify(Gid.Kind.ORDER, resource), errand);
            case REFUND -> order(admin.run(errand, FIND_ORDER_OF_REFUND.with(id(resource))).refund(), errand);
            case FULFILLMENT ->
                order(admin.run(errand, FIND_ORDER_OF_FULFILLMENT.with(id(resource))).fulfillment(), errand);
            case CUSTOMER -> customer(Gid.ofShopify(Gid.Kind.CUSTOMER, resource), errand);
            case LEVEL -> stock.reread(errand, resource).ifPresent(level -> announcements.publish(
                    new Announcement.InventoryChanged(errand.shop(), level.item(), level.location(),
                            level.version().updatedAt())));
            case SHOP -> description.follow(errand);
            case BULK_OPERATION -> bulkTasks.ended(errand.shop(), resource);
        }
    }

    private static Map<String, Object> id(String resource) {
        return Map.of("id", resource);
    }

    private void product(Gid gid, Errand errand) {
        catalog.changed(errand.shop());
        var changed = stock.reread(errand, gid);
        announcements.publish(new Announcement.ProductChanged(errand.shop(), gid, changed.orElseGet(clock::instant),
                changed.isEmpty()));
    }

    private void order(@Nullable Part of, Errand errand) {
        if (of != null) {
            order(Gid.ofShopify(Gid.Kind.ORDER, of.order().id()), errand);
        }
    }

    private void order(Gid gid, Errand errand) {
        book.reread(errand, gid).ifPresent(order -> announcements
                .publish(new Announcement.OrderChanged(errand.shop(), gid, order.updatedAt(), false)));
    }

    /// An order that Shopify does not show may be too old for our scopes, so it is forgotten only where its deletion was told.
    private void deletedOrder(Gid gid, Errand errand) {
        if (stillThere.is(StillThere.Kind.ORDER, gid, errand)) {
            order(gid, errand);
            return;
        }
        var now = clock.instant();
        book.deleted(errand.shop(), gid, now);
        announcements.publish(new Announcement.OrderChanged(errand.shop(), gid, now, true));
    }

    private void customer(Gid gid, Errand errand) {
        var isThere = stillThere.is(StillThere.Kind.CUSTOMER, gid, errand);
        announcements.publish(new Announcement.CustomerChanged(errand.shop(), gid, clock.instant(), !isThere));
    }
}
