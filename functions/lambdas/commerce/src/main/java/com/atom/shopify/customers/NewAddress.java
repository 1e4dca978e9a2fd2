package com.atom.shopify.customers;

import com.atom.shopify.edge.input.InputObject;
import com.atom.shopify.edge.input.Problems;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// An address of a new customer. Countries and provinces are codes.
@Introspected
public record NewAddress(@Nullable @Size(max = 255) String firstName, @Nullable @Size(max = 255) String lastName,
        @Nullable @Size(max = 255) String company, @Nullable @Size(max = 255) String address1,
        @Nullable @Size(max = 255) String address2, @Nullable @Size(max = 255) String city,
        @Nullable @Pattern(regexp = Forms.PROVINCE, message = Forms.PROVINCE_MESSAGE) String provinceCode,
        @Nullable String countryCode, @Nullable @Size(max = 255) String zip,
        @Nullable @Pattern(regexp = Forms.PHONE, message = Forms.PHONE_MESSAGE) String phone) {

    void check(String field, Problems problems) {
        if (input().isEmpty()) {
            problems.add(field, "empty", "must say something");
        }
        Countries.check(field + ".country_code", countryCode, problems);
    }

    /// `MailingAddressInput`.
    InputObject input() {
        return new InputObject().with("firstName", firstName).with("lastName", lastName).with("company", company)
                .with("address1", address1).with("address2", address2).with("city", city)
                .with("provinceCode", provinceCode).with("countryCode", countryCode).with("zip", zip)
                .with("phone", phone);
    }
}
