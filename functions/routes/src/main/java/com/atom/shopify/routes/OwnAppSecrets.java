package com.atom.shopify.routes;

/// The names of the secrets of apps that owners of stores brought, each a secret of its own in Secrets Manager.
///
/// @param stage the setting `STAGE`
public record OwnAppSecrets(String stage) {

    /// The secret of the app with this client id.
    public String of(String app) {
        return "atom-shopify/" + stage + "/apps/" + app;
    }

    /// All of them, as IAM writes it.
    public String all() {
        return of("*");
    }
}
