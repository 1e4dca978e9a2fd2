package com.atom.shopify.patterns;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How many months are looked at, those before the present one: 12 by default.
@Introspected
public record CohortsQuery(@Nullable @Min(2) @Max(24) Integer months) {
    private static final int MONTHS = 12;

    int past() {
        return Objects.requireNonNullElse(months, MONTHS);
    }
}
