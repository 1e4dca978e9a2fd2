package com.atom.shopify.fake.shopify;

import graphql.schema.DataFetcher;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How far Shopify has approved the app for protected customer data (shopify-platform 6). What it has not approved is null, with
/// an error beside it. Which fields of an address count, and what becomes of fields that are never null, is not documented:
/// here the addresses of a customer are counted and their lines withheld.
enum Approval {
    /// Everything.
    APPROVED,
    /// Orders and customers, but neither names nor addresses, phones or e-mails.
    LEVEL1,
    /// Nothing about customers and orders.
    NONE;

    private static final Set<String> OBJECTS = Set.of("QueryRoot.customer", "QueryRoot.customers",
            "QueryRoot.customerByIdentifier", "QueryRoot.order", "QueryRoot.orders", "QueryRoot.orderByIdentifier",
            "QueryRoot.draftOrder", "QueryRoot.draftOrders", "Order.customer", "Mutation.orderCreate",
            "Mutation.customerCreate");
    private static final Set<String> FIELDS = Stream.of(
            fields("Customer", "firstName", "lastName", "email", "phone", "defaultEmailAddress", "defaultPhoneNumber",
                    "defaultAddress"),
            fields("Order", "email", "phone", "shippingAddress", "billingAddress", "displayAddress"),
            fields("DraftOrder", "email", "phone", "shippingAddress", "billingAddress"),
            fields("MailingAddress", "firstName", "lastName", "name", "company", "phone", "address1", "address2",
                    "city", "zip", "latitude", "longitude"))
            .flatMap(fields -> fields).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> NODES = Set.of("Customer", "MailingAddress", "Order", "DraftOrder");

    private static Stream<String> fields(String type, String... names) {
        return Stream.of(names).map(name -> type + "." + name);
    }

    /// The same answer for those who may see it.
    static DataFetcher<?> guarding(String type, String field, DataFetcher<?> answer) {
        String place = type + "." + field;
        if (!OBJECTS.contains(place) && !FIELDS.contains(place)) {
            return answer;
        }
        return environment -> {
            Shop shop = Objects.requireNonNull(environment.getGraphQlContext().<Shop>get(Shop.class));
            if (shop.approval().withholds(place)) {
                throw refusal(field, OBJECTS.contains(place) ? "object" : "field");
            }
            return answer.get(environment);
        };
    }

    /// Refuses an object that is asked for by its id alone.
    void demand(String type) {
        if (this == NONE && NODES.contains(type)) {
            throw refusal(type, "object");
        }
    }

    private static Refusal refusal(String name, String kind) {
        return Refusal.coded("ACCESS_DENIED", "This app is not approved to access the " + name + " " + kind
                + ". See https://shopify.dev/docs/apps/launch/protected-customer-data for more details.");
    }

    private boolean withholds(String place) {
        return switch (this) {
            case APPROVED -> false;
            case LEVEL1 -> FIELDS.contains(place);
            case NONE -> true;
        };
    }
}
