package com.atom.shopify.webhooks.api;

import com.atom.shopify.webhooks.PrivacyRequest;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A customer's request for their data, to hand to the merchant until `due_at`.
///
/// @param ordersRequested the ids of the orders that the request names
/// @param data what Shopify holds of the customer and in these orders
@Serdeable(naming = SnakeCaseStrategy.class)
record PrivacyRequestJson(String id, Instant receivedAt, Instant dueAt, Customer customer,
        List<String> ordersRequested, PersonalDataJson data) {

    /// Whose data is asked for; Shopify may name no more than an address.
    @Serdeable
    record Customer(@Nullable String id, @Nullable String email, @Nullable String phone) {}

    /// The same in a list, without what is personal.
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Summary(String id, Instant receivedAt, Instant dueAt, @Nullable String customerId) {
        static Summary of(PrivacyRequest request) {
            return new Summary(request.id(), request.receivedAt(), request.dueAt(),
                    request.customerId().orElse(null));
        }
    }

    static PrivacyRequestJson of(PrivacyRequest request, PersonalDataJson data) {
        return new PrivacyRequestJson(request.id(), request.receivedAt(), request.dueAt(),
                new Customer(request.customerId().orElse(null), request.email().orElse(null),
                        request.phone().orElse(null)),
                request.orders(), data);
    }

    /// Without what is personal.
    @Override
    public String toString() {
        return "PrivacyRequestJson[" + id + "]";
    }
}
