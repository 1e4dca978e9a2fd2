package com.atom.shopify.fake.shopify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A customer as webhooks show it. Counts of orders and consent are not part of it (shopify-platform 3.5).
final class CustomerPayload {
    private CustomerPayload() {}

    static Map<String, @Nullable Object> of(Shop shop, Customer customer) {
        var rest = new Rest(shop);
        List<Map<String, @Nullable Object>> addresses = addresses(rest, customer);
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("id", customer.id);
        payload.put("created_at", rest.time(customer.createdAt));
        payload.put("updated_at", rest.time(customer.updatedAt));
        payload.put("first_name", rest.personal(customer.firstName));
        payload.put("last_name", rest.personal(customer.lastName));
        payload.put("state", "disabled");
        payload.put("note", customer.note);
        payload.put("verified_email", customer.email != null);
        payload.put("multipass_identifier", null);
        payload.put("tax_exempt", customer.taxExempt);
        payload.put("email", rest.personal(customer.email));
        payload.put("phone", rest.personal(customer.phone));
        payload.put("currency", shop.settings().currency().getCurrencyCode());
        payload.put("tags", String.join(", ", customer.tags));
        payload.put("addresses", addresses);
        payload.put("tax_exemptions", customer.taxExemptions);
        payload.put("admin_graphql_api_id", customer.gid());
        payload.put("default_address", addresses.isEmpty() ? null : addresses.getFirst());
        return payload;
    }

    /// One that is deleted.
    static Map<String, @Nullable Object> gone(Shop shop, Customer customer) {
        var rest = new Rest(shop);
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("id", customer.id);
        payload.put("phone", rest.personal(customer.phone));
        payload.put("addresses", addresses(rest, customer));
        payload.put("admin_graphql_api_id", customer.gid());
        return payload;
    }

    private static List<Map<String, @Nullable Object>> addresses(Rest rest, Customer customer) {
        if (rest.personal(customer) == null) {
            return List.of();
        }
        return customer.addresses.stream().map(address -> {
            var payload = new LinkedHashMap<String, @Nullable Object>();
            payload.put("id", address.id());
            payload.put("customer_id", customer.id);
            payload.putAll(Rest.address(address));
            payload.put("default", address.equals(customer.addresses.getFirst()));
            return (Map<String, @Nullable Object>) payload;
        }).toList();
    }
}
