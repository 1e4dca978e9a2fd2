package com.atom.shopify.fake.shopify;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A draft order. What was asked for is kept with what it costs, so that a change can name only some of it.
final class Draft {
    static final String TYPE = "DraftOrder";

    final long id;
    final String name;
    final Instant createdAt;
    final Amounts amounts;
    Input asked;
    Bill bill;
    Instant updatedAt;
    @Nullable
    Instant completedAt;
    @Nullable
    Long orderId;
    @Nullable
    Long buyerId;
    @Nullable
    Address shippingAddress;
    @Nullable
    Address billingAddress;

    Draft(long id, int number, Instant createdAt, Amounts amounts) {
        this.id = id;
        this.name = "#D" + number;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.amounts = amounts;
        this.asked = Input.of("input", Map.of());
        this.bill = new Bill(List.of(), List.of(), List.of(), false);
    }

    String gid() {
        return Gid.of(TYPE, id);
    }

    String status() {
        return completedAt == null ? "OPEN" : "COMPLETED";
    }

    @Nullable
    String text(String field) {
        return asked.text(field).orElse(null);
    }

    List<String> tags() {
        return ProductDrafts.tags(asked.texts("tags"));
    }
}
