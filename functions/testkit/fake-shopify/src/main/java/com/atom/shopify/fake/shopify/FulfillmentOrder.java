package com.atom.shopify.fake.shopify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What one location is to send. Its status follows from what is left.
final class FulfillmentOrder {
    static final String TYPE = "FulfillmentOrder";

    final long id;
    final Instant createdAt;
    final List<Item> items = new ArrayList<>();
    Instant updatedAt;

    /// Units of one line: all of them, and how many are still to be sent.
    static final class Item {
        static final String TYPE = "FulfillmentOrderLineItem";

        final long id;
        final OrderLine line;
        int total;
        int remaining;

        Item(long id, OrderLine line, int quantity) {
            this.id = id;
            this.line = line;
            this.total = quantity;
            this.remaining = quantity;
        }

        String gid() {
            return Gid.of(TYPE, id);
        }
    }

    FulfillmentOrder(long id, Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    String gid() {
        return Gid.of(TYPE, id);
    }

    Optional<Item> item(long itemId) {
        return items.stream().filter(item -> item.id == itemId).findFirst();
    }

    int remaining() {
        return items.stream().mapToInt(item -> item.remaining).sum();
    }

    boolean open() {
        return remaining() > 0;
    }

    String status() {
        if (!open()) {
            return "CLOSED";
        }
        return items.stream().anyMatch(item -> item.remaining < item.total) ? "IN_PROGRESS" : "OPEN";
    }
}
