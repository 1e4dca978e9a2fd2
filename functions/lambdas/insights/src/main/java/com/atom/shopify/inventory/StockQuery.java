package com.atom.shopify.inventory;

import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.Problems;
import com.atom.shopify.statistics.Reorder;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How stock is judged: by what was ordered in the last `days`, 56 by default, whole weeks being best; with the days from an order to
/// its arrival (7) and from one order to the next (7), and the probability of not running out between (`service_level`, 0.95, from
/// 0.5 to 0.999). `only` looks at some items only.
@Introspected
public record StockQuery(@Nullable @Min(28) @Max(180) Integer days, @Nullable @Min(0) @Max(365) Integer leadTimeDays,
        @Nullable @Min(1) @Max(365) Integer reviewDays,
        @Nullable @Pattern(regexp = Problems.SHARE, message = Problems.NO_SHARE) String serviceLevel,
        @Nullable Only only) implements CrossChecked {
    private static final int DAYS = 56;
    private static final int WEEK = 7;
    private static final BigDecimal SERVICE_LEVEL = new BigDecimal("0.95");
    private static final BigDecimal LOWEST = new BigDecimal("0.5");
    private static final BigDecimal HIGHEST = new BigDecimal("0.999");

    /// Which items are looked at.
    enum Only {
        /// Nothing left to sell.
        OUT,
        /// Less than the reorder point.
        LOW,
        /// In stock, and nothing was ordered of it.
        DEAD,
        /// To be ordered now.
        REORDER
    }

    @Override
    public void check(Problems problems) {
        problems.between("service_level", serviceLevel, LOWEST, HIGHEST);
    }

    int past() {
        return Objects.requireNonNullElse(days, DAYS);
    }

    BigDecimal level() {
        return serviceLevel == null ? SERVICE_LEVEL : new BigDecimal(serviceLevel);
    }

    Reorder.Policy policy() {
        return new Reorder.Policy(Objects.requireNonNullElse(leadTimeDays, WEEK),
                Objects.requireNonNullElse(reviewDays, WEEK), level().doubleValue());
    }

    boolean wants(Outlook outlook) {
        return only == null || switch (only) {
            case OUT -> outlook.isOut();
            case LOW -> outlook.isLow().orElse(false);
            case DEAD -> outlook.isDead().orElse(false);
            case REORDER -> outlook.toOrder() > 0;
        };
    }
}
