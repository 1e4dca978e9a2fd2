package com.atom.shopify.webhooks.api;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.id.Gid;
import com.atom.shopify.webhooks.PrivacyRequest;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Collects what a customer asked for from Shopify, when the merchant looks at the request. So nothing more of them is kept here than
/// that they asked.
@Singleton
final class CollectPersonalData {
    private static final Operation<Customers> CUSTOMER = Operation
            .of(CollectPersonalData.class, "CollectCustomer", Customers.class).withFragments("CollectedAddress")
            .toleratingWithheld();
    private static final Operation<Orders> ORDER = Operation
            .of(CollectPersonalData.class, "CollectOrder", Orders.class).withFragments("CollectedAddress")
            .toleratingWithheld();

    private final AdminApi admin;

    CollectPersonalData(AdminApi admin) {
        this.admin = admin;
    }

    @Serdeable
    record Customers(PersonalDataJson.@Nullable CustomerNode customer) {}

    @Serdeable
    record Orders(PersonalDataJson.@Nullable OrderNode order) {}

    /// Fails as the Admin API does.
    PersonalDataJson of(PrivacyRequest request, Errand at) {
        var customer = identifier(request)
                .flatMap(who -> Optional.ofNullable(
                        admin.run(at, CUSTOMER.with(Map.of("identifier", who))).customer()))
                .map(PersonalDataJson.CustomerNode::customer).orElse(null);
        return new PersonalDataJson(customer,
                request.orders().stream().map(id -> Gid.parse(Gid.Kind.ORDER, "orders_requested", id))
                        .flatMap(id -> order(id, at)).toList());
    }

    private Stream<PersonalDataJson.Order> order(Gid id, Errand at) {
        return Optional.ofNullable(admin.run(at, ORDER.with(Map.of("id", id.toString()))).order())
                .map(PersonalDataJson.OrderNode::order).stream();
    }

    /// By which Shopify finds the customer; the request may name them by an address alone.
    private static Optional<Map<String, String>> identifier(PrivacyRequest request) {
        return request.customerId().map(id -> Map.of("id", Gid.parse(Gid.Kind.CUSTOMER, "customer", id).toString()))
                .or(() -> request.email().map(email -> Map.of("emailAddress", email)))
                .or(() -> request.phone().map(phone -> Map.of("phoneNumber", phone)));
    }
}
