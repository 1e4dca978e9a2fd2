package com.atom.shopify.connections;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.once.Leases;
import com.atom.shopify.time.Deadline;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Follows Shopify's word that the app was removed from a store: tokens are erased, links end and stay as history. That word may
/// come late, after the merchant has installed the app again, and the times of two machines are compared; so within ten minutes
/// of the installation the current token decides, by one question to Shopify.
@Singleton
public final class Uninstall {
    private static final Duration TOO_CLOSE = Duration.ofMinutes(10);
    private static final Operation<Answer> PROBE = Operation.of(Uninstall.class, "ProbeInstallation", Answer.class);

    private final Connections connections;
    private final Leases leases;
    private final AdminApi admin;
    private final Clock clock;

    Uninstall(Connections connections, Leases leases, AdminApi admin, Clock clock) {
        this.connections = connections;
        this.leases = leases;
        this.admin = admin;
        this.clock = clock;
    }

    /// What came of it.
    public enum Outcome {
        UNINSTALLED,
        /// The word was about an earlier installation.
        STILL_INSTALLED,
        UNKNOWN_STORE
    }

    @Serdeable
    record Answer(@Nullable Installation currentAppInstallation) {}

    @Serdeable
    record Installation(String id) {}

    /// Fails with what keeps Shopify from answering, when it has to be asked; it may be tried again.
    public Outcome of(ShopDomain shop, Instant triggeredAt, Deadline deadline) {
        var known = connections.facts(shop);
        if (known.isEmpty()) {
            return Outcome.UNKNOWN_STORE;
        }
        var after = Duration.between(known.get().installedAt(), triggeredAt);
        if (after.compareTo(TOO_CLOSE.negated()) < 0
                || (after.compareTo(TOO_CLOSE) <= 0 && isInstalled(shop, deadline))) {
            return Outcome.STILL_INSTALLED;
        }
        return ended(known.get(), deadline);
    }

    /// Under the store's lease, so that nobody connects it meanwhile; who has connected it since it was looked at keeps it.
    private Outcome ended(ShopFacts judged, Deadline deadline) {
        try (var _ = leases.onToken(judged.shop(), deadline)) {
            if (!connections.facts(judged.shop()).equals(Optional.of(judged))) {
                return Outcome.STILL_INSTALLED;
            }
            connections.disconnect(judged.shop(), clock.instant());
            return Outcome.UNINSTALLED;
        }
    }

    /// What the store's token says. Fails with what keeps Shopify from answering.
    public boolean isInstalled(ShopDomain shop, Deadline deadline) {
        try {
            return admin.run(Errand.at(shop, deadline), PROBE.with(Map.of()))
                    .currentAppInstallation() != null;
        } catch (FailureException failed) {
            if (failed.failure() instanceof Failure.ReauthRequired) {
                return false;
            }
            throw failed;
        }
    }
}
