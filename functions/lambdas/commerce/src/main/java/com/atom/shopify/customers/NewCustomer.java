package com.atom.shopify.customers;

import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.Problems;
import com.atom.shopify.edge.input.Tags;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The body that creates a customer: at least a name, an e-mail address or a phone number. The first address becomes the
/// default one. `tags` is one string, separated by commas, as in Shopify's payloads.
@Introspected
public record NewCustomer(@Nullable @NotBlank @Size(max = 255) String firstName,
        @Nullable @NotBlank @Size(max = 255) String lastName,
        @Nullable @Size(max = 255) @Pattern(regexp = Forms.EMAIL, message = Forms.EMAIL_MESSAGE) String email,
        @Nullable @Pattern(regexp = Forms.PHONE, message = Forms.PHONE_MESSAGE) String phone,
        @Nullable @Size(max = 5_000) String note, @Nullable String tags, @Nullable Boolean taxExempt,
        @Nullable @Pattern(regexp = Forms.LOCALE, message = Forms.LOCALE_MESSAGE) String locale,
        @Nullable @Size(min = 1, max = 250) List<NewAddress> addresses, @Nullable NewConsent emailMarketingConsent,
        @Nullable NewConsent smsMarketingConsent)
        implements
            CrossChecked {

    @Override
    public void check(Problems problems) {
        if (Stream.of(firstName, lastName, email, phone).allMatch(field -> field == null)) {
            problems.add("body", "required", "must have first_name, last_name, email or phone");
        }
        if (emailMarketingConsent != null && email == null) {
            problems.add("email_marketing_consent", "required", "needs email");
        }
        if (smsMarketingConsent != null && phone == null) {
            problems.add("sms_marketing_consent", "required", "needs phone");
        }
        Tags.check("tags", tags, problems);
        var seen = new HashSet<NewAddress>();
        var given = addresses == null ? List.<NewAddress>of() : addresses;
        for (var i = 0; i < given.size(); i++) {
            given.get(i).check("addresses[" + i + "]", problems);
            if (!seen.add(given.get(i))) {
                problems.add("addresses[" + i + "]", "duplicate", "is listed more than once");
            }
        }
    }

    /// The name under which Shopify can be asked for this customer, when it has one.
    Optional<Identity> identity() {
        if (email != null) {
            return Optional.of(new Identity("email", "emailAddress", email));
        }
        return phone == null ? Optional.empty() : Optional.of(new Identity("phone", "phoneNumber", phone));
    }

    /// What only one customer of a store can have.
    ///
    /// @param name the field of our API and of `CustomerSetIdentifiers`
    /// @param lookup the field of `CustomerIdentifierInput`
    record Identity(String name, String lookup, String value) {
        Map<String, String> forWriting() {
            return Map.of(name, value);
        }

        Map<String, String> forReading() {
            return Map.of(lookup, value);
        }
    }
}
