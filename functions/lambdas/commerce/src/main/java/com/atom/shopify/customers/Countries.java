package com.atom.shopify.customers;

import com.atom.shopify.edge.input.Problems;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The countries that Shopify knows: ISO 3166 without Antarctica and most American territories, with a few that ISO leaves
/// out. Any other code would make the whole call invalid. Source: `CountryCode` of the Admin schema 2026-10.
final class Countries {
    private static final Set<String> UNKNOWN = Set.of("AQ", "AS", "FM", "GU", "MH", "MP", "PR", "PW", "VI");
    private static final List<String> BEYOND_ISO = List.of("AC", "AN", "TA", "XK", "ZZ");
    private static final Set<String> CODES = Stream
            .concat(Stream.of(Locale.getISOCountries()).filter(Predicate.not(UNKNOWN::contains)), BEYOND_ISO.stream())
            .collect(Collectors.toUnmodifiableSet());

    private Countries() {}

    static void check(String field, @Nullable String code, Problems problems) {
        if (code != null && !CODES.contains(code)) {
            problems.add(field, "country", "must be a country code such as US");
        }
    }
}
