package com.atom.shopify.edge;

import com.atom.shopify.connections.Store;
import com.atom.shopify.edge.input.RecordReader;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.id.UserId;
import com.atom.shopify.routes.Route;
import com.atom.shopify.time.Deadline;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request to one route. Its parts are parsed when they are asked for, so a route reads left to right: what can be
/// wrong by itself first, the store (which needs our tables) last.
public final class Call {
    /// Query parameters that belong to the edge, on every route.
    private static final List<String> EDGE_PARAMETERS = List.of("user_id", "shop");

    private final Route route;
    private final GatewayEvent event;
    private final @Nullable Principal principal;
    private final Map<String, String> parameters;
    private final byte[] body;
    private final Deadline deadline;
    private final RecordReader reader;
    private final StoreSelection stores;
    private boolean queryIsRead;

    Call(Route route, GatewayEvent event, @Nullable Principal principal, Map<String, String> parameters, byte[] body,
            Deadline deadline, RecordReader reader, StoreSelection stores) {
        this.route = route;
        this.event = event;
        this.principal = principal;
        this.parameters = parameters;
        this.body = body;
        this.deadline = deadline;
        this.reader = reader;
        this.stores = stores;
    }

    /// The user whom the caller acts for; fails with `auth.required` or `user.forbidden`.
    public UserId user() {
        if (principal == null) {
            throw new FailureException(new Failure.Unauthenticated());
        }
        return principal.actingFor(Optional.ofNullable(parameters.get("user_id")));
    }

    /// The query as a record; unknown names fail with `request.invalid`.
    public <T> T query(Class<T> type) {
        queryIsRead = true;
        var own = new HashMap<>(parameters);
        EDGE_PARAMETERS.forEach(own::remove);
        return reader.query(type, own);
    }

    /// The JSON body as a record.
    public <T> T body(Class<T> type) {
        return reader.body(type, body);
    }

    /// The JSON body as an object of strings; anything else in it fails with `request.invalid`.
    public Map<String, String> bodyOfStrings() {
        return reader.bodyOfStrings(body);
    }

    /// The path's `{id}` as the id of a resource of this kind.
    public Gid id(Gid.Kind kind) {
        var id = event.pathParameters() == null ? null : event.pathParameters().get("id");
        if (id == null) {
            throw new IllegalStateException("the route has no {id}: " + route.key());
        }
        return Gid.parse(kind, "id", id);
    }

    /// The store that the request is about: the named one, or the user's only one. It is linked to the user and has granted
    /// what the route needs; fails with `shop.invalid`, `shop.required`, `store.not-found` or `scopes.missing`.
    public Store store() {
        refuseUnreadQuery();
        var user = user();
        return stores.select(user, Optional.ofNullable(parameters.get("shop")).map(ShopDomain::parse), route);
    }

    /// The shop that the request names, for routes that work without a linked store; fails with `shop.required`.
    public ShopDomain namedShop() {
        refuseUnreadQuery();
        var shop = parameters.get("shop");
        if (shop == null) {
            throw new FailureException(new Failure.Invalid("shop.required", "Name the store in the query.",
                    List.of(Failure.Detail.of("shop", "required", "is required"))));
        }
        return ShopDomain.parse(shop);
    }

    /// The user, on a route that takes no store and no query of its own.
    public UserId userAlone() {
        refuseUnreadQuery();
        if (parameters.containsKey("shop")) {
            throw new FailureException(Failure.Invalid.field("shop", "unknown", "is not a parameter of this request"));
        }
        return user();
    }

    /// The query exactly as it was sent.
    public String rawQuery() {
        return Optional.ofNullable(event.rawQueryString()).orElse("");
    }

    /// The value of a cookie. API Gateway moves cookies out of the headers into an array.
    public Optional<String> cookie(String name) {
        return Optional.ofNullable(event.cookies()).orElse(List.of()).stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1))
                .findFirst();
    }

    /// Whether the client asked for JSON by name, as programs do and browsers do not.
    public boolean wantsJson() {
        return header("accept").map(accept -> accept.contains("application/json")).orElse(false);
    }

    /// The address under which the caller reached us, without a trailing slash. It comes from API Gateway's own knowledge of
    /// its domains, not from a header.
    public URI self() {
        return event.self();
    }

    public Deadline deadline() {
        return deadline;
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(event.headers()).map(headers -> headers.get(name));
    }

    private void refuseUnreadQuery() {
        if (!queryIsRead) {
            query(NoParameters.class);
        }
    }
}
