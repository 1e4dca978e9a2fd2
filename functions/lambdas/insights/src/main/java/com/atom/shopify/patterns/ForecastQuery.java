package com.atom.shopify.patterns;

import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.Problems;
import com.atom.shopify.id.Gid;
import com.atom.shopify.sales.Dimension;
import com.atom.shopify.sales.Metric;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which forecast is wanted: `net_sales` of the store, or the `units` of a product or a variant, where nothing else is said; for `days`
/// from today, 14 by default. `confidence` is the probability with which each day lies in its interval, 0.8 by default, from 0.5 to
/// 0.95.
@Introspected
public record ForecastQuery(@Nullable What metric, @Nullable String productId, @Nullable String variantId,
        @Nullable @Min(1) @Max(90) Integer days,
        @Nullable @Pattern(regexp = Problems.SHARE, message = Problems.NO_SHARE) String confidence)
        implements
            CrossChecked {
    private static final int DAYS = 14;
    private static final BigDecimal CONFIDENCE = new BigDecimal("0.8");
    private static final BigDecimal LOWEST = new BigDecimal("0.5");
    private static final BigDecimal HIGHEST = new BigDecimal("0.95");
    /// As far back as a forecast learns.
    private static final int STORE_DAYS = 2 * 365;
    /// Enough for any forecast; sums by product are large.
    private static final int PRODUCT_DAYS = 180;

    /// What can be forecast.
    public enum What {
        NET_SALES(Metric.NET_SALES),
        TOTAL_SALES(Metric.TOTAL_SALES),
        ORDERS(Metric.ORDERS),
        UNITS(Metric.UNITS);

        private final Metric metric;

        What(Metric metric) {
            this.metric = metric;
        }

        Metric metric() {
            return metric;
        }
    }

    /// One product or variant.
    record Group(Dimension dimension, String key) {}

    @Override
    public void check(Problems problems) {
        if (productId != null) {
            problems.id(Gid.Kind.PRODUCT, "product_id", productId);
        }
        if (variantId != null) {
            problems.id(Gid.Kind.PRODUCT_VARIANT, "variant_id", variantId);
        }
        if (productId != null && variantId != null) {
            problems.add("variant_id", "conflict", "must not be there beside product_id");
        }
        problems.between("confidence", confidence, LOWEST, HIGHEST);
    }

    Metric wanted() {
        return Objects.requireNonNullElse(metric, group().isPresent() ? What.UNITS : What.NET_SALES).metric();
    }

    Optional<Group> group() {
        return productId == null
                ? Optional.ofNullable(variantId).map(
                        id -> new Group(Dimension.VARIANT, decimal(Gid.Kind.PRODUCT_VARIANT, "variant_id", id)))
                : Optional.of(new Group(Dimension.PRODUCT, decimal(Gid.Kind.PRODUCT, "product_id", productId)));
    }

    private static String decimal(Gid.Kind kind, String field, String id) {
        return Gid.parse(kind, field, id).decimal();
    }

    int ahead() {
        return Objects.requireNonNullElse(days, DAYS);
    }

    BigDecimal sure() {
        return confidence == null ? CONFIDENCE : new BigDecimal(confidence);
    }

    /// How many days are looked at.
    int past() {
        return group().isPresent() ? PRODUCT_DAYS : STORE_DAYS;
    }
}
