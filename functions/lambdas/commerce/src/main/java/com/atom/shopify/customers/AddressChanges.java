package com.atom.shopify.customers;

import com.atom.shopify.edge.input.Change;
import com.atom.shopify.edge.input.InputObject;
import com.atom.shopify.edge.input.Problems;
import com.atom.shopify.id.Gid;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is to become of one address, or a new one when there is no `id`. An explicit null empties a field.
@Introspected
public record AddressChanges(@Nullable String id, @Nullable Boolean delete, @Nullable Boolean makeDefault,
        Change<@Size(max = 255) String> firstName, Change<@Size(max = 255) String> lastName,
        Change<@Size(max = 255) String> company, Change<@Size(max = 255) String> address1,
        Change<@Size(max = 255) String> address2, Change<@Size(max = 255) String> city,
        Change<@Pattern(regexp = Forms.PROVINCE, message = Forms.PROVINCE_MESSAGE) String> provinceCode,
        Change<String> countryCode, Change<@Size(max = 255) String> zip,
        Change<@Pattern(regexp = Forms.PHONE, message = Forms.PHONE_MESSAGE) String> phone) {

    /// What the caller wants done.
    enum Kind {
        REMOVE,
        CHANGE,
        ADD
    }

    Kind kind() {
        if (Boolean.TRUE.equals(delete)) {
            return Kind.REMOVE;
        }
        return id == null ? Kind.ADD : Kind.CHANGE;
    }

    Gid gid(String field) {
        return Gid.parse(Gid.Kind.CUSTOMER_ADDRESS, field, id == null ? "" : id);
    }

    void check(String field, Problems problems) {
        var isEmpty = input().isEmpty();
        switch (kind()) {
            case REMOVE -> {
                if (id == null) {
                    problems.add(field + ".id", "required", "is required to delete an address");
                } else if (!isEmpty || makeDefault != null) {
                    problems.add(field, "conflict", "cannot be changed and deleted");
                }
            }
            case CHANGE -> {
                if (isEmpty && makeDefault == null) {
                    problems.add(field, "empty", "must name at least one field to change");
                }
            }
            case ADD -> {
                if (isEmpty) {
                    problems.add(field, "empty", "must say something");
                }
            }
        }
        if (countryCode instanceof Change.To<String>(var code)) {
            Countries.check(field + ".country_code", code, problems);
        }
    }

    /// `MailingAddressInput`.
    InputObject input() {
        return new InputObject().with("firstName", firstName).with("lastName", lastName).with("company", company)
                .with("address1", address1).with("address2", address2).with("city", city)
                .with("provinceCode", provinceCode).with("countryCode", countryCode).with("zip", zip)
                .with("phone", phone);
    }

    /// Whether this asks for an address that is there already. Shopify may write it in other letters.
    boolean isDoneBy(CustomerNode.Address there) {
        return kind() == Kind.ADD && isLike(firstName, there.firstName()) && isLike(lastName, there.lastName())
                && isLike(company, there.company()) && isLike(address1, there.address1())
                && isLike(address2, there.address2()) && isLike(city, there.city())
                && isLike(provinceCode, there.provinceCode()) && isLike(countryCode, there.countryCodeV2())
                && isLike(zip, there.zip()) && isLike(phone, there.phone());
    }

    private static boolean isLike(Change<String> wanted, @Nullable String there) {
        return switch (wanted) {
            case Change.Keep<String> _ -> true;
            case Change.Clear<String> _ -> there == null || there.isEmpty();
            case Change.To<String>(var value) -> there != null && letters(value).equals(letters(there));
        };
    }

    private static String letters(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }
}
