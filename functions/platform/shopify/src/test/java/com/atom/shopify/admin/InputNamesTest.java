package com.atom.shopify.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InputNamesTest {
    private static final InputNames NAMES = new InputNames(Map.of("descriptionHtml", "body_html"), Set.of("input"));

    @Test
    void aPathIsWrittenAsTheCallerKnowsIt() {
        assertThat(fields(NAMES.details(List.of(error("input", "descriptionHtml"),
                error("input", "variants", "0", "compareAtPrice"), error("input"), error()))))
                .containsExactly("body_html", "variants[0].compare_at_price", null, null);
    }

    @Test
    void placesAndPathsOfTheCallerAreRestored() {
        assertThat(fields(NAMES.details(List.of(error("variants", "1", "price")), List.of(4, 7))))
                .containsExactly("variants[7].price");
        assertThat(fields(NAMES.details(List.of(error("input", "zip"), error()), "addresses[2]")))
                .containsExactly("addresses[2].zip", "addresses[2]");
    }

    @Test
    void whatShopifySaysIsNotRepeated() {
        var detail = NAMES.details(List.of(new UserError(List.of("email"), "Email has already been taken", null)));

        assertThat(detail).containsExactly(Failure.Detail.of("email", "taken", "is in use already"));
    }

    private static UserError error(String... path) {
        return new UserError(List.of(path), "is wrong", null);
    }

    private static List<@Nullable String> fields(List<Failure.Detail> details) {
        return details.stream().map(Failure.Detail::field).toList();
    }
}
