package com.atom.shopify.checks;

import com.atom.shopify.admin.LastAnswers.Budget;
import com.atom.shopify.connections.StoreStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What was found when a store was asked.
///
/// @param code why calls do not work, as a call would have failed; none when they do
/// @param took how long Shopify needed for its last answer, whatever that was; none when it did not answer
/// @param missingScopes what is needed and the store has not granted
public record Findings(Instant at, StoreStatus status, Optional<String> code, Optional<Duration> took,
        String requestedVersion, Optional<String> servedVersion, Optional<Budget> budget,
        List<String> missingScopes) {
    /// Calls work again by themselves in a moment.
    private static final Set<String> PASSING = Set.of("shopify.throttled", "store.busy");

    public Findings {
        missingScopes = List.copyOf(missingScopes);
    }

    /// `down` when calls do not work, `degraded` when they do but not for long or not all of them.
    public Level level() {
        if (code.isPresent()) {
            return PASSING.contains(code.get()) ? Level.DEGRADED : Level.DOWN;
        }
        return missingScopes.isEmpty() && !isServedByAnotherVersion() && status != StoreStatus.EXPIRING
                ? Level.OK
                : Level.DEGRADED;
    }

    /// Shopify serves a version that it no longer supports by its oldest one, without a word but a header (shopify-platform 1).
    public boolean isServedByAnotherVersion() {
        return servedVersion.filter(version -> !version.equals(requestedVersion)).isPresent();
    }
}
