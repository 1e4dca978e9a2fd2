package com.atom.shopify.id;

import static com.atom.shopify.id.Gid.Kind.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GidTest {
    @Test
    void numberAndGidNameTheSameThing() {
        assertThat(Gid.parse(PRODUCT, "id", "gid://shopify/Product/9007199254740993"))
                .isEqualTo(Gid.parse(PRODUCT, "id", "9007199254740993"))
                .hasToString("gid://shopify/Product/9007199254740993");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "01", "1.0", "1e3", "abc", "9223372036854775808", "99999999999999999999",
            "gid://shopify/Product/", "gid://shopify/Product/1/2", "gid://shopify/Product/1?x=1", " 1", "１"})
    void refusesWhatIsNoId(String text) {
        assertThatThrownBy(() -> Gid.parse(PRODUCT, "id", text)).isInstanceOfSatisfying(FailureException.class,
                thrown -> assertThat(thrown.failure().details()).extracting(Failure.Detail::code)
                        .containsExactly("format"));
    }

    @Test
    void refusesTheIdOfAnotherKind() {
        assertThatThrownBy(() -> Gid.parse(PRODUCT, "id", "gid://shopify/Order/1"))
                .isInstanceOfSatisfying(FailureException.class, thrown -> assertThat(thrown.failure().details())
                        .extracting(Failure.Detail::code).containsExactly("wrong-type"));
    }
}
