package com.atom.shopify.admin;

import com.atom.shopify.id.ShopDomain;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// A line in memory.
final class OwnLine implements Line {
    final Map<ShopDomain, Instant> marks = new HashMap<>();

    @Override
    public Instant move(ShopDomain shop, Instant known, Duration by) {
        var from = marks.getOrDefault(shop, known);
        marks.put(shop, (from.isAfter(known) ? from : known).plus(by));
        return Objects.requireNonNull(marks.get(shop));
    }
}
