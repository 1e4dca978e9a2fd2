package com.atom.shopify.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.connections.StoreStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            VALID,           -,                       OK
            REFRESHING,      -,                       OK
            EXPIRING,        -,                       DEGRADED
            VALID,           shopify.throttled,       DEGRADED
            REFRESHING,      store.busy,              DEGRADED
            VALID,           shopify.timeout,         DOWN
            VALID,           store.frozen,            DOWN
            REAUTH_REQUIRED, store.reauth-required,   DOWN
            KEY_UNAVAILABLE, store.key-unavailable,   DOWN
            """)
    void theLevelFollowsFromStatusAndCode(StoreStatus status, @Nullable String code, Level level) {
        assertThat(found(status, code, "2026-10", List.of()).level()).isEqualTo(level);
    }

    @Test
    void whatWorksOnlyPartlyOrNotForLongIsDegraded() {
        assertThat(found(StoreStatus.VALID, null, "2026-10", List.of("read_orders")).level())
                .isEqualTo(Level.DEGRADED);
        assertThat(found(StoreStatus.VALID, null, "2026-01", List.of()).level()).isEqualTo(Level.DEGRADED);
    }

    private static Findings found(StoreStatus status, @Nullable String code, String served, List<String> missing) {
        return new Findings(Instant.EPOCH, status, Optional.ofNullable(code), Optional.empty(), "2026-10",
                Optional.of(served), Optional.empty(), missing);
    }
}
