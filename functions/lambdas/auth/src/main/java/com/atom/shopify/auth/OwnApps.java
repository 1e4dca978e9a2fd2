package com.atom.shopify.auth;

import com.atom.shopify.connections.Connections;
import com.atom.shopify.oauth.OwnApp;
import com.atom.shopify.once.Leases;
import com.atom.shopify.time.Deadline;
import com.atom.shopify.tokens.ClientSecrets;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/// Keeps the secret of an app that an owner brought as long as a store is connected through it: several of one owner may be.
@Singleton
final class OwnApps {
    private final ClientSecrets secrets;
    private final Connections connections;
    private final Leases leases;

    OwnApps(ClientSecrets secrets, Connections connections, Leases leases) {
        this.secrets = secrets;
        this.connections = connections;
        this.leases = leases;
    }

    /// Connects a store through the app. Where that fails, the secret stays only for stores that are connected through it anyway.
    <T> T connect(OwnApp app, Deadline deadline, Supplier<T> connecting) {
        try (var _ = leases.onApp(app.id(), deadline)) {
            secrets.keep(app);
            try {
                return connecting.get();
            } catch (RuntimeException failed) {
                dropAfter(failed, app.id());
                throw failed;
            }
        }
    }

    private void dropAfter(RuntimeException failed, String app) {
        try {
            dropUnlessInUse(app);
        } catch (RuntimeException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    /// A store that was connected through the app is so no more.
    void left(String app, Deadline deadline) {
        try (var _ = leases.onApp(app, deadline)) {
            dropUnlessInUse(app);
        }
    }

    private void dropUnlessInUse(String app) {
        if (!connections.isInUse(app)) {
            secrets.drop(app);
        }
    }
}
