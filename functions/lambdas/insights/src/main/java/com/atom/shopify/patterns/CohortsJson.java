package com.atom.shopify.patterns;

import com.atom.shopify.analytics.AnalyticsJson.Window;
import com.atom.shopify.statistics.Cohorts;
import com.atom.shopify.statistics.Rounded;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/// The customers of a store by the month of their first order, and how many of them came back. Guests are left out.
///
/// @param from the first day whose orders count
/// @param shortened whether that is later than asked for, because there are more than fifty thousand orders
/// @param to the last day that is over; only whole months count
/// @param method `first_order_month`
/// @param sampleSize customers in all cohorts
@Serdeable(naming = SnakeCaseStrategy.class)
public record CohortsJson(String timezone, LocalDate from, LocalDate to, boolean shortened, Window window,
        String method, int sampleSize,
        List<Cohort> cohorts) {

    /// @param month `2026-03`
    /// @param retention the shares that ordered one, two, … months later
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Cohort(String month, int customers, List<BigDecimal> retention) {
        static Cohort of(Cohorts.Cohort cohort) {
            return new Cohort(cohort.month().toString(), cohort.customers(),
                    cohort.retention().stream().map(Rounded::rate).toList());
        }
    }
}
