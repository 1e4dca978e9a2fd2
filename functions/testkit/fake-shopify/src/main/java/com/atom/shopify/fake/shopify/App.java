package com.atom.shopify.fake.shopify;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An app that Shopify knows: its credentials, who may install it, and what its configuration says about webhooks.
final class App {
    private final Secrets secrets;
    private final int number;
    private final @Nullable ShopName only;
    private volatile Scopes declared;
    private volatile Hooks hooks = Hooks.NONE;

    /// The webhook part of an app's configuration: it holds in each shop that has the app. Topics are written as in
    /// `orders/create`. Source: shopify-platform 3.1.
    record Hooks(Optional<URI> uri, List<String> topics, boolean compliance) {
        static final Hooks NONE = new Hooks(Optional.empty(), List.of(), false);
    }

    private App(Secrets secrets, int number, @Nullable ShopName only, Scopes declared) {
        this.secrets = secrets;
        this.number = number;
        this.only = only;
        this.declared = declared;
    }

    /// An app that any shop may install.
    static App ofThePlatform(Secrets secrets) {
        return new App(secrets, 1, null, Scopes.NONE);
    }

    /// A merchant's own app, for one shop. It gets the scopes that it declares.
    static App ofOneShop(Secrets secrets, int number, ShopName shop, Scopes declared) {
        return new App(secrets, number, shop, declared);
    }

    Secrets secrets() {
        return secrets;
    }

    String clientId() {
        return secrets.clientId();
    }

    int number() {
        return number;
    }

    String gid() {
        return Gid.of("App", number);
    }

    /// Whether it belongs to one merchant: such apps may use the client credentials grant, and their permanent tokens
    /// stay good (shopify-platform 2.1, 2.5).
    boolean own() {
        return only != null;
    }

    boolean ownOf(ShopName shop) {
        return shop.equals(only);
    }

    boolean installableIn(ShopName shop) {
        return !own() || ownOf(shop);
    }

    Scopes declared() {
        return declared;
    }

    void declare(Scopes scopes) {
        declared = scopes;
    }

    Hooks hooks() {
        return hooks;
    }

    void hooks(Hooks configured) {
        hooks = configured;
    }
}
