package com.atom.shopify.webhooks.api;

import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.lists.Page;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.webhooks.Deliveries;
import jakarta.inject.Singleton;

/// What was delivered for a store in the last 30 days, the newest first.
@Singleton
final class ListDeliveries {
    private final Deliveries deliveries;

    ListDeliveries(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    Page<DeliveryJson> page(DeliveryFilter filter, PageRequest page, StoreCall at) {
        return deliveries.page(at.shop(), filter.search(), page).map(DeliveryJson::of);
    }
}
