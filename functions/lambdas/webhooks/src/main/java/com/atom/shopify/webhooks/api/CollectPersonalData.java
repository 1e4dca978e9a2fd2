package com.atom.shopify.webhooks.api;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.id.Gid;
import com.atom.shopify.lists.Connection;
import com.atom.shopify.webhooks.PrivacyRequest;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Collects what a customer asked for from Shopify, when the merchant looks at the request. So nothing more of them is kept here than
/// that they asked.
@Singleton
final class CollectPersonalData {
    private static final Operation<Customers> CUSTOMER = Operation
            .of(CollectPersonalData.class, "CollectCustomer", Customers.class).withFragments("CollectedAddress")
            .toleratingWithheld();
    private static final Operation<MoreAddresses> ADDRESSES = Operation
            .of(CollectPersonalData.class, "CollectMoreAddresses", MoreAddresses.class)
            .withFragments("CollectedAddress").toleratingWithheld();
    private static final Operation<Orders> ORDERS = Operation
            .of(CollectPersonalData.class, "CollectOrders", Orders.class)
            .withFragments("CollectedAddress", "CollectedItem").toleratingWithheld();
    private static final Operation<MoreItems> ITEMS = Operation
            .of(CollectPersonalData.class, "CollectMoreItems", MoreItems.class).withFragments("CollectedItem");
    /// With their first items they cost a fourth of what one query may cost.
    private static final int ORDERS_AT_ONCE = 10;

    private final AdminApi admin;

    CollectPersonalData(AdminApi admin) {
        this.admin = admin;
    }

    @Serdeable
    record Customers(PersonalDataJson.@Nullable CustomerNode customer) {}

    @Serdeable
    record MoreAddresses(@Nullable AddressesOf customer) {}

    @Serdeable
    record AddressesOf(@Nullable Connection<PersonalDataJson.Place> addressesV2) {}

    @Serdeable
    record Orders(List<PersonalDataJson.@Nullable OrderNode> orders) {}

    @Serdeable
    record MoreItems(@Nullable ItemsOf order) {}

    @Serdeable
    record ItemsOf(Connection<PersonalDataJson.ItemNode> lineItems) {}

    /// Fails as the Admin API does.
    PersonalDataJson of(PrivacyRequest request, Errand at) {
        var customer = identifier(request)
                .flatMap(who -> Optional.ofNullable(
                        admin.run(at, CUSTOMER.with(Map.of("identifier", who))).customer()))
                .map(node -> node.customer(addresses(node, at))).orElse(null);
        return new PersonalDataJson(customer, request.orders().stream()
                .map(id -> Gid.parse(Gid.Kind.ORDER, "orders_requested", id).toString())
                .gather(Gatherers.windowFixed(ORDERS_AT_ONCE)).flatMap(ids -> orders(ids, at)).toList());
    }

    private List<PersonalDataJson.Place> addresses(PersonalDataJson.CustomerNode node, Errand at) {
        return node.addressesV2() == null
                ? List.of()
                : node.addressesV2().whole(after -> {
                    var more = admin.run(at, ADDRESSES.with(Map.of("id", node.id(), "after", after))).customer();
                    return more == null || more.addressesV2() == null ? Connection.end() : more.addressesV2();
                });
    }

    private Stream<PersonalDataJson.Order> orders(List<String> ids, Errand at) {
        return admin.run(at, ORDERS.with(Map.of("ids", ids))).orders().stream().filter(Objects::nonNull)
                .map(node -> node.order(items(node, at)));
    }

    private List<PersonalDataJson.ItemNode> items(PersonalDataJson.OrderNode node, Errand at) {
        return node.lineItems().whole(after -> {
            var more = admin.run(at, ITEMS.with(Map.of("id", node.id(), "after", after))).order();
            return more == null ? Connection.end() : more.lineItems();
        });
    }

    /// By which Shopify finds the customer; the request may name them by an address alone.
    private static Optional<Map<String, String>> identifier(PrivacyRequest request) {
        return request.customerId().map(id -> Map.of("id", Gid.parse(Gid.Kind.CUSTOMER, "customer", id).toString()))
                .or(() -> request.email().map(email -> Map.of("emailAddress", email)))
                .or(() -> request.phone().map(phone -> Map.of("phoneNumber", phone)));
    }
}
