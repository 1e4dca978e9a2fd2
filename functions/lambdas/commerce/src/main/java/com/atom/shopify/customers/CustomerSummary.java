package com.atom.shopify.customers;

import com.atom.shopify.admin.MoneyV2;
import com.atom.shopify.id.Gid;
import com.atom.shopify.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A customer in a list: of the addresses only the default one, and no last order.
///
/// @param withheld fields that are null because Shopify has not approved the app for them, whatever the customer has
@Serdeable(naming = SnakeCaseStrategy.class)
public record CustomerSummary(String id, String adminGraphqlApiId, @Nullable String firstName,
        @Nullable String lastName, @Nullable String email, @Nullable String phone,
        @Nullable ConsentJson emailMarketingConsent, String state, boolean verifiedEmail, @Nullable String note,
        String tags, boolean taxExempt, long ordersCount, Money totalSpent, @Nullable AddressJson defaultAddress,
        Instant createdAt, Instant updatedAt, List<String> withheld) {

    /// The same as the Admin API answers it.
    @Serdeable
    record Node(String id, @Nullable String firstName, @Nullable String lastName, @Nullable String note,
            List<String> tags, boolean taxExempt, String numberOfOrders, String state, boolean verifiedEmail,
            Instant createdAt, Instant updatedAt, MoneyV2 amountSpent,
            CustomerNode.@Nullable EmailAddress defaultEmailAddress, @Nullable Phone defaultPhoneNumber,
            CustomerNode.@Nullable Address defaultAddress) {}

    @Serdeable
    record Phone(String phoneNumber) {}

    static CustomerSummary of(Node node, List<String> withheld) {
        var id = Gid.ofShopify(Gid.Kind.CUSTOMER, node.id());
        var email = node.defaultEmailAddress();
        var phone = node.defaultPhoneNumber();
        var address = node.defaultAddress();
        return new CustomerSummary(id.decimal(), node.id(), node.firstName(), node.lastName(),
                email == null ? null : email.emailAddress(), phone == null ? null : phone.phoneNumber(),
                ConsentJson.of(email), node.state().toLowerCase(Locale.ROOT), node.verifiedEmail(), node.note(),
                String.join(", ", node.tags()), node.taxExempt(), Long.parseLong(node.numberOfOrders()),
                node.amountSpent().money(), address == null ? null : AddressJson.of(address, id, true),
                node.createdAt(), node.updatedAt(), withheld);
    }
}
