package com.atom.shopify.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputNamesTest {
    private final InputNames names = new InputNames(Map.of("descriptionHtml", "body_html"), Set.of("input"));

    @ParameterizedTest
    @CsvSource({"input.variants.0.compareAtPrice,variants[0].compare_at_price", "input.descriptionHtml,body_html",
            "title,title", "input,"})
    void namesAFieldAsOurRequestsDo(String path, @Nullable String field) {
        assertThat(names.detail(error(List.of(path.split("\\.")))).field()).isEqualTo(field);
    }

    @Test
    void countsInTheCallersListWhenOnlySomeOfItWasSent() {
        assertThat(names.detail(error(List.of("variants", "1", "price")), List.of(3, 5)).field())
                .isEqualTo("variants[5].price");
    }

    @Test
    void namesWhatIsBelowAnObjectOfTheCallers() {
        assertThat(names.detail(error(List.of("input", "zip")), "addresses[2]").field()).isEqualTo("addresses[2].zip");
        assertThat(names.detail(error(List.of()), "addresses[2]").field()).isEqualTo("addresses[2]");
    }

    @Test
    void saysWhatItMeansAndNothingOfShopifysText() {
        var detail = names.detail(new UserError(null, "Somebody's name is too long (maximum is 9 characters)", null));

        assertThat(detail.field()).isNull();
        assertThat(detail.code()).isEqualTo("too-long");
        assertThat(detail.message()).isEqualTo("is too long");
    }

    private static UserError error(List<String> path) {
        return new UserError(path, "is invalid", null);
    }
}
