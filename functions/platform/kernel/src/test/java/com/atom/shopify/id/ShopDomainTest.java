package com.atom.shopify.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShopDomainTest {
    @Test
    void lowersCapitals() {
        assertThat(ShopDomain.parse("My-Shop.MyShopify.com").value()).isEqualTo("my-shop.myshopify.com");
    }

    @Test
    void takesSixtyCharactersAndNoMore() {
        assertThat(ShopDomain.parse("a".repeat(60) + ".myshopify.com").name()).hasSize(60);
        assertThatThrownBy(() -> ShopDomain.parse("a".repeat(61) + ".myshopify.com")).hasMessage("shop.invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", ".myshopify.com", "-x.myshopify.com", "x.myshopify.com.attacker.net",
            "sub.x.myshopify.com", "user@x.myshopify.com", "user:pass@x.myshopify.com", "x.myshopify.com:443",
            "x.myshopify.com/path", "x.myshopify.com?q", "x.myshopify.com#f", "https://x.myshopify.com",
            "x.myshopify.com\n", "\nx.myshopify.com", " x.myshopify.com", "x.myshopify.com ", "x.myshopify.com.",
            "xmyshopify.com", "x.myshopify.co", "x_y.myshopify.com", "ⅹ.myshopify.com", "x.myshopify.com\u0000",
            "ﬀ.myshopify.com", "İ.myshopify.com", "\u212A.myshopify.com", "x%2emyshopify.com", "x\\.myshopify.com"})
    void refusesWhatOnlyLooksLikeAShop(String text) {
        assertThatThrownBy(() -> ShopDomain.parse(text)).hasMessage("shop.invalid");
    }
}
