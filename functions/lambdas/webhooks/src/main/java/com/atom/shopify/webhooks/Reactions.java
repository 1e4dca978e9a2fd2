package com.atom.shopify.webhooks;

import com.atom.shopify.admin.Errand;
import com.atom.shopify.catalog.CatalogCache;
import com.atom.shopify.connections.ScopesChange;
import com.atom.shopify.connections.Uninstall;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.routes.Topic;
import com.atom.shopify.time.Deadline;
import jakarta.inject.Singleton;
import java.time.Instant;

/// What a delivery makes us do. Each reaction may happen again. Orders, customers and stock are read from Shopify whenever they are
/// asked for and are not kept, so nothing has to follow them.
@Singleton
final class Reactions {
    private final CatalogCache catalog;
    private final Uninstall uninstall;
    private final ScopesChange scopes;
    private final Privacy privacy;

    Reactions(CatalogCache catalog, Uninstall uninstall, ScopesChange scopes, Privacy privacy) {
        this.catalog = catalog;
        this.uninstall = uninstall;
        this.scopes = scopes;
        this.privacy = privacy;
    }

    /// @return what became of it, a word
    String to(Topic topic, ShopDomain shop, Payload payload, Instant triggeredAt, Deadline deadline) {
        return switch (topic) {
            case PRODUCTS_CREATE, PRODUCTS_UPDATE, PRODUCTS_DELETE -> {
                catalog.changed(shop);
                yield "applied";
            }
            case APP_UNINSTALLED -> switch (uninstall.of(shop, triggeredAt, deadline)) {
                case UNINSTALLED -> "applied";
                case STILL_INSTALLED -> "late";
                case UNKNOWN_STORE -> "unknown-shop";
            };
            case APP_SCOPES_UPDATE -> {
                var _ = scopes.follow(Errand.at(shop, deadline));
                yield "applied";
            }
            case CUSTOMERS_DATA_REQUEST -> {
                privacy.note(shop, payload);
                yield "applied";
            }
            case CUSTOMERS_REDACT -> {
                privacy.redactCustomer(shop, payload);
                yield "applied";
            }
            case SHOP_REDACT -> privacy.redactShop(shop) ? "applied" : "installed-again";
            case ORDERS_CREATE, ORDERS_UPDATED, REFUNDS_CREATE, CUSTOMERS_CREATE, CUSTOMERS_UPDATE, CUSTOMERS_DELETE,
                    INVENTORY_LEVELS_UPDATE, BULK_OPERATIONS_FINISH ->
                "noted";
        };
    }
}
