package com.atom.shopify.customers;

import com.atom.shopify.admin.AdminApi.Withheld;
import java.util.Set;
import java.util.function.Function;

/// A customer, and the fields that Shopify withholds in this answer.
record CustomerAnswer(CustomerNode node, Set<String> withheld) {
    CustomerAnswer {
        withheld = Set.copyOf(withheld);
    }

    /// The customer of a mutation, unless that was refused.
    static <R> CustomerAnswer of(Withheld<R> answer, Function<R, CustomerPayload> payload) {
        return new CustomerAnswer(payload.apply(answer.answer()).accepted(), answer.fields());
    }
}
