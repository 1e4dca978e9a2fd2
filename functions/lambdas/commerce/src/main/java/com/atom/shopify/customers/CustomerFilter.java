package com.atom.shopify.customers;

import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.Direction;
import com.atom.shopify.edge.input.Problems;
import com.atom.shopify.lists.Order;
import com.atom.shopify.lists.Search;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The query of a customer list: filters (all must hold) and order. `query` looks for words anywhere in a customer, `country`
/// is a name or a code.
@Introspected
public record CustomerFilter(
        @Nullable @Size(max = 255) @Pattern(regexp = Forms.EMAIL, message = Forms.EMAIL_MESSAGE) String email,
        @Nullable @Pattern(regexp = Forms.PHONE, message = Forms.PHONE_MESSAGE) String phone,
        @Nullable @NotBlank @Size(max = 255) String firstName, @Nullable @NotBlank @Size(max = 255) String lastName,
        @Nullable @NotBlank @Size(max = 255) String tag, @Nullable @NotBlank @Size(max = 255) String country,
        @Nullable CustomerState state, @Nullable ConsentState emailMarketingState, @Nullable Instant createdAtMin,
        @Nullable Instant createdAtMax, @Nullable Instant updatedAtMin, @Nullable Instant updatedAtMax,
        @Nullable @NotBlank @Size(max = 255) String query, @Nullable Sort sort, @Nullable Direction order)
        implements
            CrossChecked {

    /// What a list is ordered by; the names are Shopify's sort keys.
    enum Sort {
        ID,
        NAME,
        LOCATION,
        CREATED_AT,
        UPDATED_AT
    }

    /// What a customer may have said about e-mails.
    enum ConsentState {
        SUBSCRIBED,
        UNSUBSCRIBED,
        NOT_SUBSCRIBED,
        PENDING,
        INVALID
    }

    @Override
    public void check(Problems problems) {
        problems.addUnlessForward("created_at_max", createdAtMin, createdAtMax);
        problems.addUnlessForward("updated_at_max", updatedAtMin, updatedAtMax);
    }

    /// The one customer that is asked for, when nothing but its e-mail address or its phone number is given.
    Optional<Map<String, String>> identifier() {
        if (email != null && search().toString().equals(new Search().term("email", email).toString())) {
            return Optional.of(Map.of("emailAddress", email));
        }
        if (phone != null && search().toString().equals(new Search().term("phone", phone).toString())) {
            return Optional.of(Map.of("phoneNumber", phone));
        }
        return Optional.empty();
    }

    /// By id when nothing is said.
    Order<CustomerSummary.Node> ordering() {
        var by = sort == null ? Sort.ID : sort;
        var descending = order == Direction.DESC;
        return switch (by) {
            case CREATED_AT -> Order.inTime(by.name(), descending,
                    new Order.Cut<>("customer_date", CustomerSummary.Node::createdAt, CustomerSummary.Node::id));
            case UPDATED_AT -> Order.inTime(by.name(), descending,
                    new Order.Cut<>("updated_at", CustomerSummary.Node::updatedAt, CustomerSummary.Node::id));
            case ID, NAME, LOCATION -> Order.by(by.name(), descending);
        };
    }

    /// Shopify's filter for the time of creation is `customer_date`; it would ignore `created_at` and list everybody.
    Search search() {
        return new Search()
                .term("email", email)
                .term("phone", phone)
                .term("first_name", firstName)
                .term("last_name", lastName)
                .term("tag", tag)
                .term("country", country)
                .term("state", lower(state))
                .term("email_marketing_state", lower(emailMarketingState))
                .range("customer_date", createdAtMin, createdAtMax)
                .range("updated_at", updatedAtMin, updatedAtMax)
                .words(query);
    }

    private static @Nullable String lower(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
    }
}
