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
            "LOCAL_RUNTIME,python", "SHOPIFY_API_SECRET,''", "CORS_ALLOWED_ORIGINS,*",
            "CORS_ALLOWED_ORIGINS,https://a.example.com/path", "DATABASE_URL,postgres", "ENCRYPTION_KEY,x"})
    void namesTheSettingThatCannotBeUsed(String name, String value) {
        assertThatThrownBy(() -> LocalSettings.of(Map.of(name, value), Path.of("."))).isInstanceOf(StartFailure.class)
                .hasMessageContaining(name);
    }

    @Test
    void saysWhatReplacesTheOldDatabase() {
        assertThatThrownBy(() -> LocalSettings.of(Map.of("DATABASE_URL", "x"), Path.of(".")))
                .hasMessageContaining("DynamoDB and KMS replace it");
    }
}
