package com.atom.shopify.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.SerdeRegistry;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantDeserializerTest {

    @ParameterizedTest
    @ValueSource(strings = {"2026-10-01T12:34:56Z", "1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z", "2026-12-31T24:00:00Z", "2016-12-31T23:59:60Z", "2026-10-01T12:34:56.789Z",
            "2026-10-01T12:34:56+02:00", "2026-10-01t12:34:56z"})
    void readsWhatTheJdkReads(String text) {
        assertThat(InstantDeserializer.instant(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-10-01T25:00:00Z",
            "2026-10-01T12:34Z", "-001-10-01T12:34:56Z", "2026-10-01 00:00:00Z", "2026-10-01T00:00:00",
            "+026-10-01T00:00:00Z", "2026-10-01T00:00:-1Z",
            "\u0662026-10-01T00:00:0Z", "soon"})
    void refusesWhatTheJdkRefuses(String text) {
        assertThatThrownBy(() -> InstantDeserializer.instant(text)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void isWhatAWholeContextReadsTimesWith() throws IOException {
        try (var context = ApplicationContext.run()) {
            var found = context.getBean(SerdeRegistry.class).findDeserializer(Argument.of(Instant.class));
            assertThat(found).isInstanceOf(InstantDeserializer.class);
            assertThat(context.getBean(ObjectMapper.class).readValue("\"2026-10-01T12:34:56Z\"", Instant.class))
                    .isEqualTo("2026-10-01T12:34:56Z");
        }
    }
}
