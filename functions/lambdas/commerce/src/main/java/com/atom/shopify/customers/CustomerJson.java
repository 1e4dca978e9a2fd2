package com.atom.shopify.customers;

import com.atom.shopify.edge.Handler.Identified;
import com.atom.shopify.id.Gid;
import com.atom.shopify.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A customer as our API shows it.
///
/// @param withheld fields that are null because Shopify has not approved the app for them, whatever the customer has
@Serdeable(naming = SnakeCaseStrategy.class)
public record CustomerJson(String id, String adminGraphqlApiId, @Nullable String firstName, @Nullable String lastName,
        @Nullable String email, @Nullable String phone, @Nullable ConsentJson emailMarketingConsent,
        @Nullable ConsentJson smsMarketingConsent, String state, boolean verifiedEmail, @Nullable String note,
        String tags, boolean taxExempt, String locale, long ordersCount, Money totalSpent,
        @Nullable String lastOrderId, @Nullable AddressJson defaultAddress, List<AddressJson> addresses,
        Instant createdAt, Instant updatedAt, List<String> withheld) implements Identified {

    static CustomerJson of(CustomerNode node, List<CustomerNode.Address> addresses, List<String> withheld) {
        var id = Gid.ofShopify(Gid.Kind.CUSTOMER, node.id());
        var email = node.defaultEmailAddress();
        var phone = node.defaultPhoneNumber();
        var shown = addresses.stream().map(each -> AddressJson.of(each, id, isDefault(each, node))).toList();
        return new CustomerJson(id.decimal(), node.id(), node.firstName(), node.lastName(),
                email == null ? null : email.emailAddress(), phone == null ? null : phone.phoneNumber(),
                ConsentJson.of(email), ConsentJson.of(phone), node.state().toLowerCase(Locale.ROOT),
                node.verifiedEmail(), node.note(), String.join(", ", node.tags()), node.taxExempt(), node.locale(),
                Long.parseLong(node.numberOfOrders()), node.amountSpent().money(), lastOrder(node),
                shown.stream().filter(AddressJson::isDefault).findFirst().orElse(null), shown, node.createdAt(),
                node.updatedAt(), withheld);
    }

    private static boolean isDefault(CustomerNode.Address address, CustomerNode customer) {
        return customer.defaultAddress() != null && customer.defaultAddress().id().equals(address.id());
    }

    private static @Nullable String lastOrder(CustomerNode node) {
        return node.lastOrder() == null ? null : Gid.ofShopify(Gid.Kind.ORDER, node.lastOrder().id()).decimal();
    }
}
