package com.atom.shopify.fake.shopify;

import java.util.Optional;
import java.util.regex.Pattern;

/// The permanent domain of a shop.
record ShopName(String domain) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}\\.myshopify\\.com");

    static Optional<ShopName> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ShopName(text)) : Optional.empty();
    }

    /// The part in front of `.myshopify.com`.
    String label() {
        return domain.substring(0, domain.indexOf('.'));
    }

    /// The name as a merchant would have typed it.
    String title() {
        var words = new StringBuilder();
        for (String word : label().split("-")) {
            if (!word.isEmpty()) {
                words.append(words.isEmpty() ? "" : " ").append(Character.toUpperCase(word.charAt(0)))
                        .append(word, 1, word.length());
            }
        }
        return words.toString();
    }

    /// A number that belongs to this name, the same in each run.
    int number() {
        return domain.hashCode() & Integer.MAX_VALUE;
    }
}
