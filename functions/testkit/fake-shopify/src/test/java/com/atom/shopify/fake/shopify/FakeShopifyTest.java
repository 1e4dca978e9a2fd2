package com.atom.shopify.fake.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.fake.shopify.FakeShopify.Options;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FakeShopifyTest {
    @Test
    void listensOnLoopbackOnly() {
        try (var shopify = FakeShopify.start(Options.DEFAULT)) {
            assertThat(shopify.baseUri().getHost()).isEqualTo("127.0.0.1");
            assertThat(shopify.baseUri().getPort()).isPositive();
        }
    }

    @Test
    void saysThatItsPortIsTaken() {
        try (var first = FakeShopify.start(Options.DEFAULT)) {
            int port = first.baseUri().getPort();

            assertThatThrownBy(() -> FakeShopify.start(Options.DEFAULT.withPort(port)))
                    .isInstanceOf(UncheckedIOException.class).hasMessageContaining(Integer.toString(port));
        }
    }

    @Test
    void hidesTheSecretOfItsOptions() {
        String secret = Secrets.random("");

        assertThat(new Options(0, "key", secret).toString()).contains("key").doesNotContain(secret);
    }

    @Test
    void forgetsEverythingWhenItStops() {
        String token;
        try (var shopify = FakeShopify.start(Options.DEFAULT)) {
            token = new Merchant(shopify, "memory.myshopify.com").accessToken();
        }

        try (var shopify = FakeShopify.start(Options.DEFAULT)) {
            var answer = new Merchant(shopify, "memory.myshopify.com").graphql(token, "{ shop { id } }", Map.of());

            assertThat(answer.statusCode()).isEqualTo(401);
        }
    }
}
