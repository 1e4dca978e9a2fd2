package com.atom.shopify.customers;

import com.atom.shopify.admin.MoneyV2;
import com.atom.shopify.lists.Connection;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A customer as the Admin API answers it, with the first of its addresses.
@Serdeable
record CustomerNode(String id, @Nullable String firstName, @Nullable String lastName, @Nullable String note,
        List<String> tags, boolean taxExempt, String locale, String numberOfOrders, String state,
        boolean verifiedEmail, Instant createdAt, Instant updatedAt, MoneyV2 amountSpent, @Nullable Ref lastOrder,
        @Nullable EmailAddress defaultEmailAddress, @Nullable PhoneNumber defaultPhoneNumber,
        @Nullable Ref defaultAddress, Connection<Address> addressesV2) {

    @Serdeable
    record Ref(String id) {}

    @Serdeable
    record EmailAddress(String emailAddress, String marketingState, @Nullable String marketingOptInLevel,
            @Nullable Instant marketingUpdatedAt) {}

    @Serdeable
    record PhoneNumber(String phoneNumber, SmsConsent smsMarketingConsent) {}

    @Serdeable
    record SmsConsent(String state, @Nullable String optInLevel, @Nullable Instant updatedAt) {}

    @Serdeable
    record Address(String id, @Nullable String firstName, @Nullable String lastName, @Nullable String name,
            @Nullable String company, @Nullable String address1, @Nullable String address2, @Nullable String city,
            @Nullable String province, @Nullable String provinceCode, @Nullable String country,
            @Nullable String countryCodeV2, @Nullable String zip, @Nullable String phone) {}
}
