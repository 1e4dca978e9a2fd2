package com.atom.shopify.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.connections.Store;
import com.atom.shopify.edge.input.RecordReader;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.Gid;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.id.UserId;
import com.atom.shopify.once.Write;
import com.atom.shopify.proof.Digest;
import com.atom.shopify.proof.SignedQuery;
import com.atom.shopify.query.RawQuery;
import com.atom.shopify.routes.Route;
import com.atom.shopify.time.Deadline;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One request to one route. Its parts are parsed when they are asked for.
public final class Call {
    /// Query parameters that belong to the edge, on every route.
    private static final List<String> EDGE_PARAMETERS = List.of("user_id", "shop");
    private static final int LARGEST_BODY = 1 << 20;
    /// What an `Idempotency-Key` looks like.
    public static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[ -~]{1,255}");

    private final Route route;
    private final GatewayEvent event;
    private final @Nullable Principal principal;
    private final Map<String, String> parameters;
    private final byte[] body;
    private final Deadline deadline;
    private final RecordReader reader;

    private Call(Route route, GatewayEvent event, @Nullable Principal principal, Map<String, String> parameters,
            Deadline deadline, RecordReader reader) {
        this.route = route;
        this.event = event;
        this.principal = principal;
        this.parameters = parameters;
        this.body = body(event);
        this.deadline = deadline;
        this.reader = reader;
    }

    /// A call that nobody's token came with.
    static Call open(Route route, GatewayEvent event, Deadline deadline, RecordReader reader) {
        return new Call(route, event, null, Map.of(), deadline, reader);
    }

    static Call of(Principal principal, Route route, GatewayEvent event, Deadline deadline, RecordReader reader) {
        return new Call(route, event, principal, parameters(event), deadline, reader);
    }

    /// The same caller asking for the resource with this id.
    Call reading(Route other, String id) {
        return new Call(other, event.withId(id), principal, Map.of(), deadline, reader);
    }

    private static byte[] body(GatewayEvent event) {
        var text = Optional.ofNullable(event.body()).orElse("");
        try {
            var body = event.isBase64Encoded() ? Base64.getDecoder().decode(text) : text.getBytes(UTF_8);
            if (body.length > LARGEST_BODY) {
                throw new FailureException(new Failure.TooLarge());
            }
            return body;
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalStateException("API Gateway sent a body that is not what it says", notBase64);
        }
    }

    private static Map<String, String> parameters(GatewayEvent event) {
        var parameters = new HashMap<String, String>();
        try {
            for (var parameter : RawQuery.parse(Optional.ofNullable(event.rawQueryString()).orElse(""))) {
                if (parameters.put(parameter.getKey(), parameter.getValue()) != null) {
                    throw new FailureException(
                            Failure.Invalid.field(parameter.getKey(), "duplicate", "is given more than once"));
                }
            }
        } catch (IllegalArgumentException brokenEscape) {
            throw new FailureException(Failure.Invalid.field("query", "encoding", "holds a broken percent escape"));
        }
        return parameters;
    }

    /// The user whom the caller acts for; fails with `auth.required` or `user.forbidden`.
    public UserId user() {
        return principal().actingFor(Optional.ofNullable(parameters.get("user_id")));
    }

    /// Goes on for callers with the scope `shopify/operator` only; fails with `user.forbidden`.
    public void byOperator() {
        principal().mustBeOperator();
    }

    private Principal principal() {
        if (principal == null) {
            throw new FailureException(new Failure.Unauthenticated());
        }
        return principal;
    }

    /// The query as a record; unknown names fail with `request.invalid`.
    public <T> T query(Class<T> type) {
        var own = new HashMap<>(parameters);
        EDGE_PARAMETERS.forEach(own::remove);
        return reader.query(type, own);
    }

    /// The filters of a list as a record; which page is read apart, by [#list()].
    <T> T filters(Class<T> type) {
        var own = new HashMap<>(parameters);
        EDGE_PARAMETERS.forEach(own::remove);
        ListQuery.PARAMETERS.forEach(own::remove);
        return reader.query(type, own);
    }

    /// Refuses any query on a public route that takes none.
    public void nothing() {
        reader.query(NoParameters.class, parameters(event));
    }

    /// Refuses a query of its own on a route that takes none.
    public void noQuery() {
        query(NoParameters.class);
    }

    /// Which page of the list is wanted, of one store or of all.
    ListQuery list() {
        var filters = new TreeMap<>(parameters);
        ListQuery.PARAMETERS.forEach(filters::remove);
        filters.remove("user_id");
        var own = new HashMap<>(parameters);
        own.keySet().retainAll(ListQuery.PARAMETERS);
        return ListQuery.of(reader.query(ListQuery.Parameters.class, own), route.key() + filters,
                "*".equals(parameters.get("shop")));
    }

    /// The JSON body as a record.
    public <T> T body(Class<T> type) {
        return reader.body(type, body);
    }

    /// The same where no body says as much as `{}`.
    public <T> T bodyOrNothing(Class<T> type) {
        return reader.body(type, body.length == 0 ? "{}".getBytes(UTF_8) : body);
    }

    /// Refuses a body of its own on a route that takes none.
    void noBody() {
        if (body.length > 0) {
            body(NoParameters.class);
        }
    }

    /// The JSON body as an object of strings; anything else in it fails with `request.invalid`.
    public Map<String, String> bodyOfStrings() {
        return reader.bodyOfStrings(body);
    }

    /// The path's `{id}` as the id of a resource of this kind.
    public Gid id(Gid.Kind kind) {
        return Gid.parse(kind, "id", id());
    }

    /// The path's `{id}` as an id of our own form; fails with `request.invalid`.
    public String id(Pattern form) {
        var id = id();
        if (!form.matcher(id).matches()) {
            throw new FailureException(Failure.Invalid.field("id", "format", "is not an id of this kind"));
        }
        return id;
    }

    private String id() {
        var id = event.pathParameters() == null ? null : event.pathParameters().get("id");
        if (id == null) {
            throw new IllegalStateException("the route has no {id}: " + route.key());
        }
        return id;
    }

    /// The store that the query names, if it names one.
    Optional<ShopDomain> shop() {
        return Optional.ofNullable(parameters.get("shop")).map(ShopDomain::parse);
    }

    /// The call at a store that its caller may use.
    StoreCall at(Store store, Write write) {
        return new StoreCall(store, deadline, write, self(),
                event.header("cache-control").map(control -> control.contains("no-cache")).orElse(false));
    }

    /// The shop that the request names, for routes that work without a linked store; fails with `shop.required`.
    public ShopDomain namedShop() {
        noQuery();
        return shop().orElseThrow(() -> new FailureException(new Failure.Invalid("shop.required",
                "Name the store in the query.", List.of(Failure.Detail.of("shop", "required", "is required")))));
    }

    /// The user, on a route that takes no store and no query of its own.
    public UserId userAlone() {
        noQuery();
        if (parameters.containsKey("shop")) {
            throw new FailureException(Failure.Invalid.field("shop", "unknown", "is not a parameter of this request"));
        }
        return user();
    }

    /// The write that the caller gave an `Idempotency-Key`, scoped to the caller, the store, the method and the path.
    Optional<SafeWrites.Named> namedWrite(Optional<ShopDomain> shop) {
        if (principal == null || !route.method().takesIdempotencyKey()) {
            return Optional.empty();
        }
        return event.header("idempotency-key").map(key -> {
            if (!IDEMPOTENCY_KEY.matcher(key).matches()) {
                throw new FailureException(Failure.Invalid.field("idempotency-key", "format",
                        "must be 1 to 255 printable ASCII characters"));
            }
            var path = Optional.ofNullable(event.rawPath()).orElse("");
            return new SafeWrites.Named(
                    Digest.sha256(principal.subject().value(), user().value(), shop.map(ShopDomain::value).orElse(""),
                            route.method().name(), path, key),
                    Digest.sha256(rawQuery().getBytes(UTF_8), body), route.resumes(),
                    route.method() == Route.HttpMethod.PUT ? Optional.of(path) : Optional.empty());
        });
    }

    /// The query that Shopify signed, whatever is in it; fails with `request.invalid` when it cannot be read.
    public SignedQuery signedQuery() {
        try {
            return SignedQuery.parse(rawQuery());
        } catch (IllegalArgumentException brokenEscape) {
            throw new FailureException(Failure.Invalid.field("query", "encoding", "holds a broken percent escape"));
        }
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
        return event.header("accept").map(accept -> accept.contains("application/json")).orElse(false);
    }

    /// The address under which the caller reached us, without a trailing slash. It comes from API Gateway's own knowledge of
    /// its domains, not from a header.
    public URI self() {
        return event.self();
    }

    public Deadline deadline() {
        return deadline;
    }
}
