package com.atom.shopify.auth;

import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.Call;
import com.atom.shopify.edge.Endpoints;
import com.atom.shopify.routes.AuthRoute;
import jakarta.inject.Singleton;
import java.util.List;

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
    public Answer answer(AuthRoute route, Call call) {
        return switch (route) {
            case AUTHORIZE -> begin.answer(call);
            case BROWSER_CALLBACK -> browser.answer(call);
            case PLATFORM_CALLBACK -> platform.answer(call);
            case LIST_STORES -> stores.answer(call);
        };
    }
}
