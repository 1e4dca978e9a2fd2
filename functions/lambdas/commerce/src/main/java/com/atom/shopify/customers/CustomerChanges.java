package com.atom.shopify.customers;

import com.atom.shopify.edge.input.Change;
import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.Problems;
import com.atom.shopify.edge.input.Tags;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The body that changes a customer. What is not sent stays as it is, an explicit null empties a field. An address with an
/// `id` is changed, one without is added, one with an `id` and `"delete":true` is removed, and one that is not listed stays.
@Introspected
public record CustomerChanges(Change<@NotBlank @Size(max = 255) String> firstName,
        Change<@NotBlank @Size(max = 255) String> lastName,
        Change<@Size(max = 255) @Pattern(regexp = Forms.EMAIL, message = Forms.EMAIL_MESSAGE) String> email,
        Change<@Pattern(regexp = Forms.PHONE, message = Forms.PHONE_MESSAGE) String> phone,
        Change<@Size(max = 5_000) String> note, @Nullable String tags, @Nullable Boolean taxExempt,
        @Nullable @Pattern(regexp = Forms.LOCALE, message = Forms.LOCALE_MESSAGE) String locale,
        @Nullable @Size(min = 1, max = 10) List<AddressChanges> addresses, @Nullable NewConsent emailMarketingConsent,
        @Nullable NewConsent smsMarketingConsent)
        implements
            CrossChecked {

    @Override
    public void check(Problems problems) {
        if (CustomerInputs.of(this).isEmpty()
                && Stream.of(addresses, emailMarketingConsent, smsMarketingConsent).allMatch(Objects::isNull)) {
            problems.add("body", "empty", "must name at least one field to change");
        }
        if (emailMarketingConsent != null && email instanceof Change.Clear<?>) {
            problems.add("email_marketing_consent", "conflict", "needs email, which this takes away");
        }
        if (smsMarketingConsent != null && phone instanceof Change.Clear<?>) {
            problems.add("sms_marketing_consent", "conflict", "needs phone, which this takes away");
        }
        Tags.check("tags", tags, problems);
        var seen = new HashSet<>();
        for (var i = 0; i < addressChanges().size(); i++) {
            var field = "addresses[" + i + "]";
            var address = addressChanges().get(i);
            address.check(field, problems);
            if (!seen.add(address.id() == null ? address : address.gid(field + ".id"))) {
                problems.add(field, "duplicate", "is listed more than once");
            }
        }
        if (addressChanges().stream().filter(address -> Boolean.TRUE.equals(address.makeDefault())).count() > 1) {
            problems.add("addresses", "duplicate", "make more than one the default");
        }
    }

    List<AddressChanges> addressChanges() {
        return addresses == null ? List.of() : addresses;
    }
}
