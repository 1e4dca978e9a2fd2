package com.atom.shopify.fake.shopify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Turns a bill into an order: with a number, a first entry in its ledger, and goods to be sent.
record Placement(Shop shop, Orders orders) {
    /// The order is not among the shop's orders before [Orders#add].
    Order order(Bill bill, Amounts amounts, Instant createdAt, Instant processedAt) {
        return order(orders.nextNumber(), bill, amounts, createdAt, processedAt);
    }

    Order order(int number, Bill bill, Amounts amounts, Instant createdAt, Instant processedAt) {
        var order = new Order(shop.catalog().newId(), number, createdAt, amounts, bill);
        order.processedAt = processedAt;
        new Ledger(order, shop.catalog()::newId).place(processedAt);
        var sending = new FulfillmentOrder(shop.catalog().newId(), createdAt);
        bill.lines().stream().filter(line -> !line.goods().giftCard())
                .forEach(line -> sending.items.add(new FulfillmentOrder.Item(shop.catalog().newId(), line,
                        line.quantity())));
        if (!sending.items.isEmpty()) {
            order.fulfillmentOrders.add(sending);
        }
        return order;
    }

    /// Sends units of one fulfillment order. Whoever calls has checked that they are there.
    Fulfillment send(Order order, List<Parcel> parcels, Instant at) {
        var items = new ArrayList<Fulfillment.Item>();
        for (Parcel parcel : parcels) {
            parcel.item().remaining -= parcel.quantity();
            parcel.from().updatedAt = at;
            items.add(new Fulfillment.Item(shop.catalog().newId(), parcel.from(), parcel.item(), parcel.quantity()));
        }
        var fulfillment = new Fulfillment(shop.catalog().newId(), order.name + "-F" + (order.fulfillments.size() + 1),
                at, List.copyOf(items));
        order.fulfillments.add(fulfillment);
        order.updatedAt = at;
        return fulfillment;
    }

    /// Units of one line that are to be sent together with others.
    record Parcel(FulfillmentOrder from, FulfillmentOrder.Item item, int quantity) {}

    /// Everything that is still to be sent.
    static List<Parcel> rest(Order order) {
        return order.fulfillmentOrders.stream().flatMap(from -> from.items.stream()
                .filter(item -> item.remaining > 0).map(item -> new Parcel(from, item, item.remaining))).toList();
    }
}
