package com.atom.shopify.stock;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/// Which state of a thing was told. The later state wins, whatever comes first.
///
/// @param updatedAt when Shopify says that it changed last, in whole seconds as a rule
/// @param asOf when that was so: when a webhook was triggered, or the moment just before Shopify was asked; it tells states of one
///         second apart
public record StockVersion(Instant updatedAt, Instant asOf) implements Comparable<StockVersion> {
    private static final Comparator<StockVersion> ORDER = Comparator.comparing(StockVersion::updatedAt)
            .thenComparing(StockVersion::asOf);

    public StockVersion {
        updatedAt = updatedAt.truncatedTo(ChronoUnit.MILLIS);
        asOf = asOf.truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public int compareTo(StockVersion other) {
        return ORDER.compare(this, other);
    }
}
