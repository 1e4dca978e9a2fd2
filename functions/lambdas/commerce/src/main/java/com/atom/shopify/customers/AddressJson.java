package com.atom.shopify.customers;

import com.atom.shopify.id.Gid;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/// An address of a customer as our API shows it.
@Serdeable(naming = SnakeCaseStrategy.class)
public record AddressJson(String id, String adminGraphqlApiId, String customerId, @Nullable String firstName,
        @Nullable String lastName, @Nullable String name, @Nullable String company, @Nullable String address1,
        @Nullable String address2, @Nullable String city, @Nullable String province, @Nullable String provinceCode,
        @Nullable String country, @Nullable String countryCode, @Nullable String zip, @Nullable String phone,
        @JsonProperty("default") boolean isDefault) {

    static AddressJson of(CustomerNode.Address node, Gid customer, boolean isDefault) {
        return new AddressJson(Gid.ofShopify(Gid.Kind.CUSTOMER_ADDRESS, node.id()).decimal(), node.id(),
                customer.decimal(), node.firstName(), node.lastName(), node.name(), node.company(), node.address1(),
                node.address2(), node.city(), node.province(), node.provinceCode(), node.country(),
                node.countryCodeV2(), node.zip(), node.phone(), isDefault);
    }
}
