package com.atom.shopify.fake.shopify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The apps that exist: the platform's one, and merchants' own ones.
final class Apps {
    private final App platform;
    private final List<App> own = new ArrayList<>();

    Apps(Secrets secrets) {
        this.platform = App.ofThePlatform(secrets);
    }

    App platform() {
        return platform;
    }

    synchronized Optional<App> find(String clientId) {
        return all().stream().filter(app -> app.clientId().equals(clientId)).findFirst();
    }

    synchronized List<App> all() {
        var apps = new ArrayList<App>();
        apps.add(platform);
        apps.addAll(own);
        return List.copyOf(apps);
    }

    synchronized App add(ShopName shop, Secrets secrets, Scopes scopes) {
        App app = App.ofOneShop(secrets, platform.number() + own.size() + 1, shop, scopes);
        own.add(app);
        return app;
    }

    synchronized void reset() {
        own.clear();
        platform.secrets().reset();
        platform.hooks(App.Hooks.NONE);
    }
}
