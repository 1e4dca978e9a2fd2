package com.atom.shopify.customers;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a customer said about being written to, with the states that Shopify lets an app set. Without a time, it is now.
@Introspected
public record NewConsent(State state, @Nullable OptInLevel optInLevel, @Nullable Instant consentUpdatedAt) {

    /// `pending` waits for the customer's confirmation.
    enum State {
        SUBSCRIBED,
        UNSUBSCRIBED,
        PENDING
    }

    /// How the customer said it.
    enum OptInLevel {
        SINGLE_OPT_IN,
        CONFIRMED_OPT_IN,
        UNKNOWN
    }
}
