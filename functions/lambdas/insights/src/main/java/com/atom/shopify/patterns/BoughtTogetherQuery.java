package com.atom.shopify.patterns;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which orders are looked at: those of the last `days`, 180 by default.
@Introspected
public record BoughtTogetherQuery(@Nullable @Min(30) @Max(365) Integer days) {
    private static final int DAYS = 180;

    int past() {
        return Objects.requireNonNullElse(days, DAYS);
    }
}
