package com.atom.shopify.webhooks;

import com.atom.shopify.announcements.Announcement;
import com.atom.shopify.announcements.Announcements;
import com.atom.shopify.catalog.CatalogCache;
import com.atom.shopify.connections.ScopesChange;
import com.atom.shopify.connections.Uninstall;
import com.atom.shopify.id.Gid;
import com.atom.shopify.sync.BulkTasks;
import jakarta.inject.Singleton;
import java.time.Clock;

/// What a delivery makes us do. Each reaction may happen again.
@Singleton
final class Reactions {
    private final Changes changes;
    private final CatalogCache catalog;
    private final StockRoom stock;
    private final ShopDescription description;
    private final Uninstall uninstall;
    private final ScopesChange scopes;
    private final Privacy privacy;
    private final Sold sold;
    private final Announcements announcements;
    private final BulkTasks bulkTasks;
    private final Clock clock;

    Reactions(Changes changes, CatalogCache catalog, StockRoom stock, ShopDescription description, Uninstall uninstall,
            ScopesChange scopes, Privacy privacy, Sold sold, Announcements announcements, BulkTasks bulkTasks,
            Clock clock) {
        this.changes = changes;
        this.catalog = catalog;
        this.stock = stock;
        this.description = description;
        this.uninstall = uninstall;
        this.scopes = scopes;
        this.privacy = privacy;
        this.sold = sold;
        this.announcements = announcements;
        this.bulkTasks = bulkTasks;
        this.clock = clock;
    }

    Reacted to(Notice notice) {
        return switch (notice.topic()) {
            case PRODUCTS_CREATE, PRODUCTS_UPDATE -> product(notice);
            case PRODUCTS_DELETE -> changes.end(notice, StillThere.Kind.PRODUCT,
                    () -> {
                        catalog.changed(notice.shop());
                        stock.forget(notice);
                    }, new Announcement.ProductChanged(notice.shop(), notice.gid(Gid.Kind.PRODUCT, "id"),
                            notice.triggeredAt(), true));
            case ORDERS_CREATE, ORDERS_UPDATED -> sold.shown(notice);
            case REFUNDS_CREATE -> sold.refunded(notice);
            case FULFILLMENTS_CREATE, FULFILLMENTS_UPDATE -> fulfillment(notice);
            case ORDERS_DELETE -> changes.end(notice, StillThere.Kind.ORDER, () -> sold.deleted(notice),
                    new Announcement.OrderChanged(notice.shop(), notice.gid(Gid.Kind.ORDER, "id"),
                            notice.triggeredAt(), true));
            case CUSTOMERS_CREATE, CUSTOMERS_UPDATE -> customer(notice);
            case CUSTOMERS_DELETE -> changes.end(notice, StillThere.Kind.CUSTOMER, Reactions::nothing,
                    new Announcement.CustomerChanged(notice.shop(), notice.gid(Gid.Kind.CUSTOMER, "id"),
                            notice.triggeredAt(), true));
            case INVENTORY_LEVELS_UPDATE -> stock(notice);
            case SHOP_UPDATE -> {
                description.follow(notice);
                yield Reacted.with(Outcome.APPLIED);
            }
            case APP_UNINSTALLED -> uninstalled(notice);
            case APP_SCOPES_UPDATE -> {
                var _ = scopes.follow(notice);
                yield Reacted.with(Outcome.APPLIED);
            }
            case BULK_OPERATIONS_FINISH -> bulkOperationEnded(notice);
            case CUSTOMERS_DATA_REQUEST -> privacy.keepRequest(notice);
            case CUSTOMERS_REDACT -> privacy.redactCustomer(notice);
            case SHOP_REDACT -> privacy.redactShop(notice);
        };
    }

    private Reacted product(Notice notice) {
        var gid = notice.gid(Gid.Kind.PRODUCT, "id");
        return changes.follow(notice, gid.toString(), () -> {
            catalog.changed(notice.shop());
            stock.product(notice);
        }, new Announcement.ProductChanged(notice.shop(), gid, notice.version().updatedAt(), false));
    }

    /// Fulfillments have states of their own; what is changed by them is their order.
    private Reacted fulfillment(Notice notice) {
        return changes.follow(notice, notice.gid(Gid.Kind.FULFILLMENT, "id").toString(), Reactions::nothing,
                new Announcement.OrderChanged(notice.shop(), notice.gid(Gid.Kind.ORDER, "order_id"),
                        notice.version().updatedAt(), false));
    }

    private Reacted customer(Notice notice) {
        var gid = notice.gid(Gid.Kind.CUSTOMER, "id");
        return changes.follow(notice, gid.toString(), Reactions::nothing,
                new Announcement.CustomerChanged(notice.shop(), gid, notice.version().updatedAt(), false));
    }

    private Reacted stock(Notice notice) {
        var item = notice.gid(Gid.Kind.INVENTORY_ITEM, "inventory_item_id");
        var location = notice.gid(Gid.Kind.LOCATION, "location_id");
        return changes.follow(notice, item + " at " + location, () -> stock.level(notice, item, location),
                new Announcement.InventoryChanged(
                        notice.shop(), item, location, notice.version().updatedAt()));
    }

    private Reacted uninstalled(Notice notice) {
        return Reacted.with(switch (uninstall.of(notice.shop(), notice.triggeredAt(), notice.deadline())) {
            case UNINSTALLED -> {
                announcements.publish(new Announcement.StoreDisconnected(notice.shop(), clock.instant()));
                yield Outcome.APPLIED;
            }
            case STILL_INSTALLED -> Outcome.LATE;
            case UNKNOWN_STORE -> Outcome.UNKNOWN_SHOP;
        });
    }

    /// The function that runs syncs and imports knows who waits for it, if anybody does.
    private Reacted bulkOperationEnded(Notice notice) {
        notice.resource().ifPresent(operation -> bulkTasks.ended(notice.shop(), operation));
        return Reacted.with(Outcome.NOTED);
    }

    /// What is read from Shopify whenever it is asked for has nothing that must follow it.
    private static void nothing() {}
}
