package com.atom.shopify.customers;

import com.atom.shopify.admin.InputNames;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Shopify's `userErrors` on customers mean to a caller.
final class CustomerErrors {
    private static final String REFUSED = "customers.refused";
    private static final String MESSAGE = "Shopify refused the customer.";
    private static final InputNames NAMES = new InputNames(
            Map.of("marketingState", "state", "marketingOptInLevel", "opt_in_level", "addressId", "id"),
            Set.of("input", "address"));
    private static final Set<String> IDS = Set.of("id", "customerId");

    private CustomerErrors() {}

    static FailureException notFound() {
        return new FailureException(new Failure.NotFound("customers.not-found", "The store has no such customer."));
    }

    static FailureException hasOrders() {
        return new FailureException(new Failure.Refused("customers.has-orders",
                "A customer who has orders cannot be deleted.", List.of()));
    }

    /// Throws when there are errors: `customers.not-found` when it is the customer that does not exist, else
    /// `customers.refused` with one detail per error.
    static void throwIfAny(List<UserError> errors) {
        throwIfAny(errors, "");
    }

    /// The same for a call that carried what is at `path` of the caller's body.
    static void throwIfAny(List<UserError> errors, String path) {
        if (errors.stream().anyMatch(CustomerErrors::meansNoCustomer)) {
            throw notFound();
        }
        if (!errors.isEmpty()) {
            throw new FailureException(new Failure.Refused(REFUSED, MESSAGE,
                    errors.stream().map(error -> NAMES.detail(error, path)).toList()));
        }
    }

    /// What is sent is another customer's already.
    static FailureException taken(String field) {
        return new FailureException(new Failure.Refused(REFUSED, MESSAGE, List.of(UserError.Meaning.TAKEN.of(field))));
    }

    /// The customer of a mutation that reported no error.
    static <T> T present(@Nullable T customer) {
        if (customer == null) {
            throw new FailureException(new Failure.Upstream("shopify.bad-answer",
                    "Shopify reported neither a customer nor an error."));
        }
        return customer;
    }

    private static boolean meansNoCustomer(UserError error) {
        return !error.path().isEmpty() && IDS.contains(error.path().getLast());
    }
}
