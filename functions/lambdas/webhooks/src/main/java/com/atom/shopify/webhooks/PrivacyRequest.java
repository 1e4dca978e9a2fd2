package com.atom.shopify.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A customer's request for the data about them, which the merchant answers. All of it but the times and ids is personal data.
///
/// @param id Shopify's number of the request
public record PrivacyRequest(String id, Instant receivedAt, Optional<String> customerId, Optional<String> email,
        Optional<String> phone, List<String> orders) {
    /// Within which it must be answered (shopify-platform 3.6).
    private static final Duration TIME = Duration.ofDays(30);

    public PrivacyRequest {
        orders = List.copyOf(orders);
    }

    /// Until when it must be answered.
    public Instant dueAt() {
        return receivedAt.plus(TIME);
    }

    /// Without what is personal.
    @Override
    public String toString() {
        return "PrivacyRequest[" + id + "]";
    }
}
