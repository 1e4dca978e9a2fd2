package com.atom.shopify.auth;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.connections.RequiredScopes;
import com.atom.shopify.oauth.Scopes;
import com.atom.shopify.query.RawQuery;
import com.atom.shopify.routes.AuthRoute;
import com.atom.shopify.routes.Setting;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/// What OAuth needs to know of this deployment. A missing or malformed setting stops the start with its name.
@Singleton
final class OAuthSettings {
    private final String clientId;
    private final Scopes requiredScopes;
    private final URI platformPage;
    private final Optional<URI> redirect;

    OAuthSettings(Deployed deployed, RequiredScopes required) {
        this.clientId = deployed.required(Setting.SHOPIFY_API_KEY);
        this.requiredScopes = required.all();
        this.platformPage = deployed.url(Setting.PLATFORM_CALLBACK_URL,
                deployed.required(Setting.PLATFORM_CALLBACK_URL));
        this.redirect = deployed.optional(Setting.SHOPIFY_REDIRECT_URI)
                .map(text -> deployed.url(Setting.SHOPIFY_REDIRECT_URI, text));
    }

    String clientId() {
        return clientId;
    }

    /// What a store must grant; a `write_x` stands for its `read_x`, as Shopify lists them.
    Scopes requiredScopes() {
        return requiredScopes;
    }

    /// Where Shopify sends the browser: the configured page, or our own callback.
    URI redirect(URI self) {
        return redirect.orElseGet(() -> URI.create(self + AuthRoute.BROWSER_CALLBACK.path()));
    }

    /// The platform's page with a query.
    URI platformPage(String query) {
        var page = platformPage.toString();
        return URI.create(page + (page.indexOf('?') < 0 ? "?" : "&") + query);
    }

    /// The platform's page for a connected shop.
    URI connectedPage(String shop) {
        return platformPage("shop=" + RawQuery.encode(shop) + "&status=connected");
    }
}
