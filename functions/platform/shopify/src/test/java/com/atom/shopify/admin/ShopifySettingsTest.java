package com.atom.shopify.admin;

import static com.atom.shopify.admin.Things.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.oauth.TokenExchange;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.ConfigurationException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShopifySettingsTest {

    private static ShopifySettings withVersion(String version) {
        return new ShopifySettings(version, null, null);
    }

    private static ShopifySettings withBase(String base) {
        return new ShopifySettings(null, null, base);
    }

    @Test
    void takesBlankForAbsent() {
        var settings = new ShopifySettings(" ", "", "");

        assertThat(settings.apiVersion()).isEqualTo("2026-10");
        assertThat(settings.endpoint(SHOP)).hasToString("https://example.myshopify.com");
        assertThatThrownBy(settings::clientId).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SHOPIFY_API_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01", "2026-04", "2027-07", "2023-10"})
    void acceptsVersionsOfShopifysForm(String version) {
        assertThat(withVersion(version).apiVersion()).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02", "2026-1", "26-01", "unstable", "2026-10/../..", "2026-10 "})
    void refusesOtherVersionsByName(String version) {
        assertThatThrownBy(() -> withVersion(version)).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SHOPIFY_API_VERSION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8090", "http://127.0.0.1:8090/", "http://localhost", "https://[::1]:1"})
    void acceptsALoopbackBase(String base) {
        var root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;

        assertThat(withBase(base).endpoint(SHOP)).hasToString(root + "/example.myshopify.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com", "http://127.0.0.1.example.com", "http://127.0.0.1@example.com",
            "http://user@127.0.0.1", "http://127.0.0.1:80@example.com", "http://127.0.0.1/path", "http://127.0.0.1?q",
            "http://127.0.0.1#f", "ftp://127.0.0.1", "//127.0.0.1", "127.0.0.1:8090", "http:127.0.0.1", "http://",
            "http://0.0.0.0", "http://localhost.example.com", "http://127.0.0.1\\@example.com", "nonsense"})
    void refusesAnyOtherBaseByName(String base) {
        assertThatThrownBy(() -> withBase(base)).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SHOPIFY_BASE_URL");
    }

    @Test
    void stopsTheStartWhenASettingIsMalformed() {
        assertThatThrownBy(() -> ApplicationContext.run(Map.of("shopify.api.version", "2023-11")))
                .hasStackTraceContaining("SHOPIFY_API_VERSION");
        assertThatThrownBy(() -> ApplicationContext.run(Map.of("shopify.base.url", "http://example.com")))
                .hasStackTraceContaining("SHOPIFY_BASE_URL");
    }

    @Test
    void wiresTheWholeClient() {
        AccessTokens tokens = new TestClient.Keeper();
        Line line = new OwnLine();
        try (var context = ApplicationContext.builder(Map.of("shopify.api.key", "key", "shopify.api.version", ""))
                .singletons(tokens, line).start()) {
            assertThat(context.getBean(AdminApi.class)).isNotNull();
            assertThat(context.getBean(TokenExchange.class)).isNotNull();
            assertThat(context.getBean(Clock.class)).isEqualTo(Clock.systemUTC());
            assertThat(context.getBean(ShopifySettings.class).clientId()).isEqualTo("key");
            assertThat(context.getBean(ShopifySettings.class).endpoint(new ShopDomain("a.myshopify.com")))
                    .hasToString("https://a.myshopify.com");
        }
    }

    @Test
    void namesTheMissingClientId() {
        try (var context = ApplicationContext.run()) {
            assertThatThrownBy(() -> context.getBean(TokenExchange.class)).hasStackTraceContaining("SHOPIFY_API_KEY");
        }
    }
}
