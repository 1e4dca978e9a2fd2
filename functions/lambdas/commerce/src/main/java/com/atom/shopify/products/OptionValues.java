package com.atom.shopify.products;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// The three numbered option fields of Shopify's payloads as a list, in the order of the product's options.
final class OptionValues {
    private OptionValues() {}

    static List<@Nullable String> of(@Nullable String option1, @Nullable String option2, @Nullable String option3) {
        var values = new ArrayList<@Nullable String>();
        values.add(option1);
        values.add(option2);
        values.add(option3);
        return values;
    }
}
