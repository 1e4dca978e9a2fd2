package com.atom.shopify.fake.shopify;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A parcel: units that were sent.
final class Fulfillment {
    static final String TYPE = "Fulfillment";

    final long id;
    final String name;
    final Instant createdAt;
    final List<Item> items;
    Instant updatedAt;
    List<Tracking> tracking = List.of();
    boolean cancelled;

    /// Units of one line of a fulfillment order.
    record Item(long id, FulfillmentOrder of, FulfillmentOrder.Item source, int quantity) {
        OrderLine line() {
            return source.line;
        }
    }

    /// How a parcel can be followed.
    record Tracking(@Nullable String company, @Nullable String number, @Nullable String url) {}

    Fulfillment(long id, String name, Instant createdAt, List<Item> items) {
        this.id = id;
        this.name = name;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.items = items;
    }

    String gid() {
        return Gid.of(TYPE, id);
    }

    int sent(OrderLine line) {
        return cancelled
                ? 0
                : items.stream().filter(item -> item.line().id() == line.id()).mapToInt(Item::quantity).sum();
    }
}
