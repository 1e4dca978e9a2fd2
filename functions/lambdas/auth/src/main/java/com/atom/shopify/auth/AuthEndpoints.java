package com.atom.shopify.auth;

import com.atom.shopify.edge.Contract;
import com.atom.shopify.edge.Endpoints;
import com.atom.shopify.edge.Handler;
import com.atom.shopify.routes.AuthRoute;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/// Which use case answers which route of the auth function.
@Singleton
final class AuthEndpoints implements Endpoints<AuthRoute> {
    private final BeginConnection begin;
    private final BrowserCallback browser;
    private final PlatformCallback platform;
    private final ListStores stores;

    AuthEndpoints(BeginConnection begin, BrowserCallback browser, PlatformCallback platform, ListStores stores) {
        this.begin = begin;
        this.browser = browser;
        this.platform = platform;
        this.stores = stores;
    }

    @Override
    public List<AuthRoute> routes() {
        return List.of(AuthRoute.values());
    }

    @Override
    public Handler handler(AuthRoute route) {
        return switch (route) {
            case AUTHORIZE -> Handler.plain(Contract.of(BeginConnection.Begun.class).withStatuses(200, 302),
                    begin::answer);
            case BROWSER_CALLBACK -> Handler.plain(Contract.of(StoreJson.class).withStatuses(200, 302),
                    browser::answer);
            case PLATFORM_CALLBACK -> Handler.plain(Contract.of(StoreJson.class).withBody(Map.class),
                    platform::answer);
            case LIST_STORES -> Handler.plain(Contract.of(StoreJson.class).withMany(), stores::answer);
        };
    }
}
