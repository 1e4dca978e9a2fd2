package com.atom.shopify.customers;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The fields of our answers that are null because Shopify withholds what they show.
final class WithheldFields {
    private static final Map<String, List<String>> OURS = Map.ofEntries(
            Map.entry("firstName", List.of("first_name")), Map.entry("lastName", List.of("last_name")),
            Map.entry("defaultEmailAddress", List.of("email", "email_marketing_consent")),
            Map.entry("defaultPhoneNumber", List.of("phone", "sms_marketing_consent")),
            Map.entry("defaultAddress", List.of("default_address")), Map.entry("addressesV2", List.of("addresses")),
            Map.entry("provinceCode", List.of("province_code")), Map.entry("countryCodeV2", List.of("country_code")),
            Map.entry("lastOrder", List.of("last_order_id")));

    private WithheldFields() {}

    /// Writes paths as `customers.nodes.addressesV2.nodes.zip` as fields of a customer: `addresses.zip`.
    static List<String> of(Set<String> withheld) {
        return withheld.stream().flatMap(WithheldFields::fields).distinct().sorted().toList();
    }

    /// The same for a list, which does not show everything.
    static List<String> ofSummary(Set<String> withheld) {
        return of(withheld).stream().filter(field -> !field.equals("sms_marketing_consent")).toList();
    }

    /// Whatever the operation is called, the way to a customer is through fields named after customers.
    private static Stream<String> fields(String path) {
        var steps = Stream.of(path.split("\\."))
                .dropWhile(step -> step.startsWith("customer") || step.equals("nodes"))
                .filter(step -> !step.equals("nodes")).toList();
        var above = steps.stream().limit(Math.max(0, steps.size() - 1L)).map(step -> ours(step).getFirst() + ".")
                .collect(Collectors.joining());
        return steps.isEmpty() ? Stream.empty() : ours(steps.getLast()).stream().map(field -> above + field);
    }

    private static List<String> ours(String step) {
        return OURS.getOrDefault(step, List.of(step));
    }
}
