package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalSettingsTest {
    @Test
    void needsNothing() {
        var settings = LocalSettings.of(Map.of(), Path.of("."));

        assertThat(settings.apiPort()).isEqualTo(8080);
        assertThat(settings.shopifyPort()).isEqualTo(8090);
        assertThat(settings.concurrency()).isEqualTo(3);
        assertThat(settings.clientId()).isEqualTo("local-key");
    }

    @ParameterizedTest
    @CsvSource({"LOCAL_API_PORT,http", "LOCAL_API_PORT,70000", "LOCAL_SHOPIFY_PORT,-1", "LOCAL_CONCURRENCY,0",
            "LOCAL_RUNTIME,python", "LOCAL_AWS,theirs", "SHOPIFY_API_SECRET,''", "CORS_ALLOWED_ORIGINS,*",
            "CORS_ALLOWED_ORIGINS,https://a.example.com/path", "CORS_ALLOWED_ORIGINS,ftp://a.example.com",
            "CORS_ALLOWED_ORIGINS,https://user@a.example.com", "CORS_ALLOWED_ORIGINS,https://a.example.com?x",
            "SHOPIFY_API_VERSION,newest", "SHOPIFY_API_VERSION,2026-11", "SHOPIFY_SCOPES,read products",
            "SHOPIFY_REDIRECT_URI,callback", "SHOPIFY_REDIRECT_URI,http://app.example.com/",
            "PLATFORM_CALLBACK_URL,https://", "PLATFORM_CALLBACK_URL,https://u:p@app.example.com/",
            "PLATFORM_CALLBACK_URL,https://app.example.com/#top", "DATABASE_URL,postgres", "ENCRYPTION_KEY,x"})
    void namesTheSettingThatCannotBeUsed(String name, String value) {
        assertThatThrownBy(() -> LocalSettings.of(Map.of(name, value), Path.of("."))).isInstanceOf(StartFailure.class)
                .hasMessageContaining(name);
    }

    @Test
    void runsTheFunctionsUnderOurOwnRuntimeWhenToldSo() {
        assertThat(LocalSettings.of(Map.of("LOCAL_RUNTIME", "java"), Path.of(".")).runtime())
                .isEqualTo(LambdaRuntime.JAVA);
    }

    @Test
    void takesAllThatAFunctionTakes() {
        var settings = LocalSettings.of(Map.of("SHOPIFY_API_VERSION", "2026-07", "SHOPIFY_SCOPES",
                "read_products, write_orders", "SHOPIFY_REDIRECT_URI", "http://localhost:3000/back",
                "PLATFORM_CALLBACK_URL",
                "https://app.example.com/stores?from=shopify", "CORS_ALLOWED_ORIGINS",
                "https://app.example.com, http://localhost:3000", "SHOPIFY_API_KEY", ""), Path.of("."));

        assertThat(settings.apiVersion()).isEqualTo("2026-07");
        assertThat(settings.scopes()).isEqualTo("read_products, write_orders");
        assertThat(settings.redirectUri()).isEqualTo("http://localhost:3000/back");
        assertThat(settings.platformPage()).isEqualTo("https://app.example.com/stores?from=shopify");
        assertThat(settings.origins()).containsExactly("https://app.example.com", "http://localhost:3000");
        assertThat(settings.clientId()).isEqualTo("local-key");
    }

    @Test
    void saysWhatReplacesTheOldDatabase() {
        assertThatThrownBy(() -> LocalSettings.of(Map.of("DATABASE_URL", "x"), Path.of(".")))
                .hasMessageContaining("DynamoDB and KMS replace it");
    }
}
