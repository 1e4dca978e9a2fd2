package com.atom.shopify.sales;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an order says of itself, without anything that names a person but the customer's id.
///
/// @param processedAt dates the order; an import sets it before the order was made
/// @param updatedAt when Shopify says that the order changed last
/// @param test whether it was a trial, which never counts
/// @param currency the shop's, when the order was placed
/// @param customer the customer's id, none for a guest
/// @param channel where it came from, Shopify's `source_name`
/// @param location the id of the shop where it was sold
/// @param country where it goes, or else where it is paid, as two letters
@Serdeable
public record OrderFacts(long id, Instant processedAt, Instant updatedAt, boolean test, String currency,
        boolean taxesIncluded, @Nullable Long customer, @Nullable String channel, @Nullable Long location,
        List<String> discountCodes, @Nullable String country) {
    public OrderFacts {
        discountCodes = List.copyOf(discountCodes);
    }

    OrderFacts withoutCustomer() {
        return new OrderFacts(id, processedAt, updatedAt, test, currency, taxesIncluded, null, channel, location,
                discountCodes, country);
    }
}
