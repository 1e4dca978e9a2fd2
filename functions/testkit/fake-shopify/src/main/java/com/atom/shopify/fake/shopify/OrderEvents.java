package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Webhooks.Event;
import java.util.ArrayList;
import java.util.List;

/// What subscribers hear of an order that has changed. Source: shopify-platform 3.5.
final class OrderEvents {
    private OrderEvents() {}

    static List<Event> since(Shop shop, Order order, Standing before) {
        Standing now = Standing.of(order);
        var events = new ArrayList<Event>();
        events.add(about(shop, order, before.equals(Standing.NONE) ? "orders/create" : "orders/updated"));
        if (now.paid() && !before.paid()) {
            events.add(about(shop, order, "orders/paid"));
        }
        if (now.fulfilled() && !before.fulfilled()) {
            events.add(about(shop, order, "orders/fulfilled"));
        }
        if (now.cancelled() && !before.cancelled()) {
            events.add(about(shop, order, "orders/cancelled"));
        }
        order.refunds.subList(before.refunds(), now.refunds()).forEach(refund -> events
                .add(new Event("refunds/create", () -> RefundPayload.of(shop, order, refund))));
        order.fulfillments.subList(before.fulfillments(), now.fulfillments()).forEach(fulfillment -> events
                .add(new Event("fulfillments/create", () -> FulfillmentPayload.of(shop, order, fulfillment))));
        return events;
    }

    private static Event about(Shop shop, Order order, String topic) {
        return new Event(topic, () -> OrderPayload.of(shop, order));
    }
}
