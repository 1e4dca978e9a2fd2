package com.atom.shopify.health;

import com.atom.shopify.admin.LastAnswers;
import com.atom.shopify.checks.Checkup;
import com.atom.shopify.checks.Findings;
import com.atom.shopify.connections.Store;
import com.atom.shopify.edge.NoParameters;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.lists.Page;
import com.atom.shopify.lists.PageRequest;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a store's Admin API answers, asked now.
@Singleton
final class ConnectionHealth {
    private final Checkup checkup;

    ConnectionHealth(Checkup checkup) {
        this.checkup = checkup;
    }

    /// What was found. That calls do not work is what is asked for here, and no error.
    ///
    /// @param level `ok`, `degraded` or `down`
    /// @param status the store's status, as everywhere
    /// @param code why calls do not work: the code with which they fail
    /// @param latencyMs what Shopify needed for its last answer, in milliseconds; none when it gave none
    /// @param servedVersion the API version that answered, which should be the one that was asked for
    /// @param missingScopes what the product needs and the store has not granted
    /// @param authorizeUrl where the store is connected again, when only that helps
    @Serdeable(naming = SnakeCaseStrategy.class)
    record ConnectionHealthJson(String level, String status, @Nullable String code, @Nullable Long latencyMs,
            String requestedVersion, @Nullable String servedVersion, @Nullable BudgetJson budget,
            List<String> missingScopes, Instant checkedAt, @Nullable String authorizeUrl) {

        private static ConnectionHealthJson of(Findings found, Store store, StoreCall at) {
            return new ConnectionHealthJson(found.level().word(), found.status().outer(), found.code().orElse(null),
                    found.took().map(Duration::toMillis).orElse(null), found.requestedVersion(),
                    found.servedVersion().orElse(null), found.budget().map(BudgetJson::of).orElse(null),
                    found.missingScopes(), found.at(), Repair.link(found.status(), store, at.self()));
        }

        /// The store's budget at Shopify, in points.
        @Serdeable(naming = SnakeCaseStrategy.class)
        record BudgetJson(long available, long maximum, long restoredPerSecond) {
            private static BudgetJson of(LastAnswers.Budget budget) {
                return new BudgetJson(Math.round(budget.available()), Math.round(budget.maximum()),
                        Math.round(budget.restoredPerSecond()));
            }
        }
    }

    Page<ConnectionHealthJson> page(NoParameters query, PageRequest page, StoreCall at) {
        return new Page<>(List.of(ConnectionHealthJson.of(checkup.of(at.shop(), at.deadline()), at.store(), at)), null);
    }
}
