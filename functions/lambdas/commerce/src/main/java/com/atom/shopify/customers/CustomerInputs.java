package com.atom.shopify.customers;

import com.atom.shopify.edge.input.InputObject;
import com.atom.shopify.edge.input.Tags;
import com.atom.shopify.id.Gid;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes our bodies as the inputs of Shopify's mutations.
final class CustomerInputs {
    private CustomerInputs() {}

    /// `CustomerSetInput`, which has no place for consent.
    static Map<String, @Nullable Object> of(NewCustomer customer) {
        var addresses = customer.addresses();
        return new InputObject().with("firstName", customer.firstName()).with("lastName", customer.lastName())
                .with("email", customer.email()).with("phone", customer.phone()).with("note", customer.note())
                .with("tags", customer.tags() == null ? null : Tags.of(customer.tags()))
                .with("taxExempt", customer.taxExempt()).with("locale", customer.locale())
                .with("addresses", addresses == null
                        ? null
                        : addresses.stream().map(address -> address.input().fields()).toList())
                .fields();
    }

    /// `CustomerInput` without its id.
    static InputObject of(CustomerChanges changes) {
        return new InputObject().with("firstName", changes.firstName()).with("lastName", changes.lastName())
                .with("email", changes.email()).with("phone", changes.phone()).with("note", changes.note())
                .with("tags", changes.tags() == null ? null : Tags.of(changes.tags()))
                .with("taxExempt", changes.taxExempt()).with("locale", changes.locale());
    }

    /// The input of either consent mutation; `field` is its `emailMarketingConsent` or `smsMarketingConsent`.
    static Map<String, Object> of(NewConsent consent, String field, Gid customer) {
        var level = consent.optInLevel();
        var at = consent.consentUpdatedAt();
        return Map.of("customerId", customer.toString(), field,
                new InputObject().with("marketingState", consent.state().name())
                        .with("marketingOptInLevel", level == null ? null : level.name())
                        .with("consentUpdatedAt", at == null ? null : at.toString()).fields());
    }
}
