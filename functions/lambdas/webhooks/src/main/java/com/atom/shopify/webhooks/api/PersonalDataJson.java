package com.atom.shopify.webhooks.api;

import com.atom.shopify.admin.MoneyBag;
import com.atom.shopify.admin.MoneyV2;
import com.atom.shopify.id.Gid;
import com.atom.shopify.lists.Connection;
import com.atom.shopify.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Shopify holds of somebody at the moment, to hand to them: nothing of it is kept here. What Shopify does not show an app
/// that is not approved for it is null.
///
/// @param customer null when Shopify has none of them any more
/// @param orders those that the request names and that Shopify still has
@Serdeable(naming = SnakeCaseStrategy.class)
record PersonalDataJson(@Nullable Customer customer, List<Order> orders) {

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Customer(String id, @Nullable String firstName, @Nullable String lastName, @Nullable String email,
            @Nullable String phone, @Nullable String note, List<String> tags, @Nullable String locale,
            @Nullable String ordersCount, @Nullable Money totalSpent, @Nullable Instant createdAt,
            @Nullable Instant updatedAt, List<Address> addresses) {
        @Override
        public String toString() {
            return "Customer[hidden]";
        }
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Order(String id, String name, Instant createdAt, @Nullable String email, @Nullable String phone,
            @Nullable String note, List<Attribute> noteAttributes, Money totalPrice,
            @Nullable Address shippingAddress, @Nullable Address billingAddress, List<Item> lineItems) {
        @Override
        public String toString() {
            return "Order[hidden]";
        }
    }

    @Serdeable
    record Attribute(String name, @Nullable String value) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Address(@Nullable String firstName, @Nullable String lastName, @Nullable String company,
            @Nullable String address1, @Nullable String address2, @Nullable String city, @Nullable String province,
            @Nullable String zip, @Nullable String country, @Nullable String phone) {
        @Override
        public String toString() {
            return "Address[hidden]";
        }
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Item(String title, @Nullable String variantTitle, @Nullable String sku, int quantity) {}

    /// As Shopify answers it.
    @Serdeable
    record CustomerNode(String id, @Nullable String firstName, @Nullable String lastName, @Nullable String note,
            @Nullable List<String> tags, @Nullable String locale, @Nullable String numberOfOrders,
            @Nullable Instant createdAt, @Nullable Instant updatedAt, @Nullable MoneyV2 amountSpent,
            @Nullable Email defaultEmailAddress, @Nullable Phone defaultPhoneNumber,
            @Nullable Connection<Place> addressesV2) {

        /// With all addresses, of which the node may have only the first.
        Customer customer(List<Place> addresses) {
            return new Customer(Gid.decimal(id), firstName, lastName,
                    defaultEmailAddress == null ? null : defaultEmailAddress.emailAddress(),
                    defaultPhoneNumber == null ? null : defaultPhoneNumber.phoneNumber(), note,
                    tags == null ? List.of() : tags, locale, numberOfOrders,
                    amountSpent == null ? null : amountSpent.money(), createdAt, updatedAt,
                    addresses.stream().map(Place::address).toList());
        }

        @Override
        public String toString() {
            return "CustomerNode[hidden]";
        }
    }

    @Serdeable
    record Email(@Nullable String emailAddress) {}

    @Serdeable
    record Phone(@Nullable String phoneNumber) {}

    @Serdeable
    record Place(@Nullable String firstName, @Nullable String lastName, @Nullable String company,
            @Nullable String address1, @Nullable String address2, @Nullable String city, @Nullable String province,
            @Nullable String zip, @Nullable String country, @Nullable String phone) {

        Address address() {
            return new Address(firstName, lastName, company, address1, address2, city, province, zip, country, phone);
        }
    }

    /// As Shopify answers it.
    @Serdeable
    record OrderNode(String id, String name, Instant createdAt, @Nullable String email, @Nullable String phone,
            @Nullable String note, @Nullable List<Pair> customAttributes, MoneyBag totalPriceSet,
            @Nullable Place shippingAddress, @Nullable Place billingAddress, Connection<ItemNode> lineItems) {

        /// With all items, of which the node may have only the first.
        Order order(List<ItemNode> items) {
            return new Order(Gid.decimal(id), name, createdAt, email, phone, note,
                    customAttributes == null
                            ? List.of()
                            : customAttributes.stream().map(pair -> new Attribute(pair.key(), pair.value())).toList(),
                    totalPriceSet.money(), shippingAddress == null ? null : shippingAddress.address(),
                    billingAddress == null ? null : billingAddress.address(),
                    items.stream().map(ItemNode::item).toList());
        }

        @Override
        public String toString() {
            return "OrderNode[hidden]";
        }
    }

    @Serdeable
    record Pair(String key, @Nullable String value) {}

    @Serdeable
    record ItemNode(String title, @Nullable String variantTitle, @Nullable String sku, int quantity) {
        Item item() {
            return new Item(title, variantTitle, sku, quantity);
        }
    }
}
