package com.atom.shopify.orders;

import com.atom.shopify.admin.InputNames;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What Shopify's `userErrors` on orders mean to a caller.
final class OrderErrors {
    private static final InputNames NAMES = new InputNames(Map.of("customAttributes", "note_attributes",
            "refundLineItems", "line_items", "discountCode", "discount_code"),
            Set.of("input", "order", "fulfillment", "priceSet", "shopMoney"));

    private OrderErrors() {}

    static FailureException notFound() {
        return new FailureException(new Failure.NotFound("orders.not-found",
                "The store has no such order, or it is older than the app may see."));
    }

    /// An order that is not in an answer: withheld altogether, or not there.
    static FailureException missing(Set<String> withheld) {
        return withheld.isEmpty()
                ? notFound()
                : new FailureException(new Failure.Forbidden("customer-data.not-approved",
                        "Shopify has not approved this app for the customer data that this needs."));
    }

    static FailureException refused(String message, List<Failure.Detail> details) {
        return new FailureException(new Failure.Refused("orders.refused", message, details));
    }

    static FailureException refused(String field, String code, String message) {
        return refused("The order does not allow this.", List.of(Failure.Detail.of(field, code, message)));
    }

    /// Throws when there are errors: `orders.not-found` when it is the order that does not exist, else `orders.refused` with one
    /// detail per error.
    static void throwIfAny(List<UserError> errors) {
        if (errors.stream().anyMatch(error -> error.meaning() == UserError.Meaning.NOT_FOUND
                && (error.path().isEmpty() || Set.of("id", "orderId").contains(error.path().getLast())))) {
            throw notFound();
        }
        if (!errors.isEmpty()) {
            throw refused("Shopify refused this.", errors.stream().map(NAMES::detail).toList());
        }
    }
}
