package com.atom.shopify.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {

    @Test
    void leavesOutWhatAWriteScopeImplies() {
        assertThat(Scopes.parse("write_products, read_orders,read_products,,read_orders"))
                .hasToString("read_orders,write_products").isEqualTo(Scopes.parse("read_orders,write_products"));
        assertThat(Scopes.parse("")).hasToString("");
    }

    @Test
    void namesWhatIsMissing() {
        var granted = Scopes.parse("write_products,read_orders");

        assertThat(granted.missingFrom(List.of("write_orders", "read_products", "write_products", "read_customers")))
                .containsExactly("read_customers", "write_orders");
        assertThat(granted.covers(List.of("read_products", "read_orders"))).isTrue();
        assertThat(granted.covers(List.of("write_orders"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Read_products", "read products", "read_products;x", "_", "read_products\n<"})
    void refusesWhatIsNoScope(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Scopes.parse(text));
    }
}
