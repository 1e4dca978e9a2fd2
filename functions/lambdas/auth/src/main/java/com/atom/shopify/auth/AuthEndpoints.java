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
    private final RefreshNow refresh;
    private final DisconnectStore disconnect;
    private final ImportToken importing;

    AuthEndpoints(BeginConnection begin, BrowserCallback browser, PlatformCallback platform, ListStores stores,
            RefreshNow refresh, DisconnectStore disconnect, ImportToken importing) {
        this.begin = begin;
        this.browser = browser;
        this.platform = platform;
        this.stores = stores;
        this.refresh = refresh;
        this.disconnect = disconnect;
        this.importing = importing;
    }

    @Override
    public List<AuthRoute> routes() {
        return List.of(AuthRoute.values());
    }

    @Override
    public Handler handler(AuthRoute route) {
        return switch (route) {
            case AUTHORIZE ->
                Handler.plain(Contract.of(BeginConnection.Begun.class).withNamedShop().withStatuses(200, 302),
                        begin::forUser);
            case BROWSER_CALLBACK ->
                Handler.plain(Contract.of(StoreJson.class).withQuery(Map.class).withStatuses(200, 302),
                        browser::answer);
            case PLATFORM_CALLBACK -> Handler.plain(Contract.of(StoreJson.class).withBody(Map.class),
                    platform::answer);
            case INSTALL -> Handler.plain(
                    Contract.of(BeginConnection.Begun.class).withQuery(Map.class).withStatuses(200, 302),
                    begin::fromLink);
            case REFRESH_TOKEN -> Handler.act(StoreJson.class, refresh::at);
            case REVOKE -> Handler.plain(Contract.of(DisconnectedJson.class).withNamedShop().withBody(Revocation.class),
                    disconnect::answer);
            case IMPORT_TOKEN -> Handler.plain(
                    Contract.of(StoreJson.class).withBody(NewToken.class).withStatuses(201), importing::answer);
            case LIST_STORES -> Handler.plain(Contract.of(StoreJson.class).withMany(), stores::answer);
        };
    }
}
