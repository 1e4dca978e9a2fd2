package com.atom.shopify.sales;

import com.atom.shopify.admin.Errand;
import com.atom.shopify.id.Gid;
import java.util.Optional;

/// Where an order's own ledger is read: at Shopify.
@FunctionalInterface
interface ShopifysLedger {
    /// None when Shopify does not have the order, or not for us: without `read_all_orders` it ends after sixty days.
    Optional<OrderDocument> of(Gid order, Errand errand);
}
