package com.atom.shopify.customers;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether a customer agreed to be written to, how, and when that was last said.
@Serdeable(naming = SnakeCaseStrategy.class)
public record ConsentJson(String state, @Nullable String optInLevel, @Nullable Instant consentUpdatedAt) {

    static @Nullable ConsentJson of(CustomerNode.@Nullable EmailAddress email) {
        return email == null
                ? null
                : of(email.marketingState(), email.marketingOptInLevel(), email.marketingUpdatedAt());
    }

    static @Nullable ConsentJson of(CustomerNode.@Nullable PhoneNumber phone) {
        return phone == null
                ? null
                : of(phone.smsMarketingConsent().state(), phone.smsMarketingConsent().optInLevel(),
                        phone.smsMarketingConsent().updatedAt());
    }

    private static ConsentJson of(String state, @Nullable String level, @Nullable Instant at) {
        // Shopify has two words for it, one for mail and one for messages.
        var told = state.equals("NEVER_SUBSCRIBED") ? "not_subscribed" : state.toLowerCase(Locale.ROOT);
        return new ConsentJson(told, level == null ? null : level.toLowerCase(Locale.ROOT),
                at);
    }
}
