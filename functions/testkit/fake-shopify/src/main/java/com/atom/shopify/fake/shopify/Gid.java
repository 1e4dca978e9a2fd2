package com.atom.shopify.fake.shopify;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A global id: the type of a resource and its 64-bit number.
record Gid(String type, long number) {
    private static final Pattern FORM = Pattern.compile("gid://shopify/([A-Za-z]+)/(\\d{1,19})(\\?.*)?");

    /// Reads a gid; a bare number counts as one of the expected type, as at Shopify.
    static Optional<Gid> parse(String text, String expected) {
        Matcher match = FORM.matcher(text);
        try {
            if (match.matches()) {
                return Optional.of(new Gid(match.group(1), Long.parseLong(match.group(2))));
            }
            return text.matches("\\d{1,19}") ? Optional.of(new Gid(expected, Long.parseLong(text))) : Optional.empty();
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    static String of(String type, long number) {
        return "gid://shopify/" + type + "/" + number;
    }
}
