package com.atom.shopify.patterns;

import com.atom.shopify.statistics.Segments.Segment;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whose orders are looked at: those of the last `days`, 365 by default; `segment` lists the customers of that one only.
@Introspected
public record SegmentsQuery(@Nullable @Min(90) @Max(730) Integer days, @Nullable Segment segment) {
    private static final int DAYS = 365;

    int past() {
        return Objects.requireNonNullElse(days, DAYS);
    }

    boolean wants(Segment other) {
        return segment == null || segment == other;
    }
}
