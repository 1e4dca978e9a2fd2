package com.atom.shopify.connections;

import com.atom.shopify.admin.AdminApi;
import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.oauth.Scopes;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/// Follows a merchant who grants more or less: what is granted is asked of Shopify and not taken from whoever says that it changed
/// (shopify-platform 2.8).
@Singleton
public final class ScopesChange {
    private static final Operation<Answer> READ_SCOPES = Operation.of(ScopesChange.class, "ReadScopes", Answer.class);

    private final Connections connections;
    private final AdminApi admin;

    ScopesChange(Connections connections, AdminApi admin) {
        this.connections = connections;
        this.admin = admin;
    }

    @Serdeable
    record Answer(Installation currentAppInstallation) {}

    @Serdeable
    record Installation(List<Scope> accessScopes) {}

    @Serdeable
    record Scope(String handle) {}

    /// Notes what the store grants now; fails as the client does.
    public Scopes follow(Errand errand) {
        var granted = Scopes.of(admin.run(errand, READ_SCOPES.with(Map.of())).currentAppInstallation().accessScopes()
                .stream().map(Scope::handle).toList());
        connections.granted(errand.shop(), granted);
        return granted;
    }
}
