package com.atom.shopify.routes;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// One operation of the HTTP API. Each endpoint group is an enum, so that the function which serves the group switches
/// over its routes exhaustively: a route without a handler does not compile.
public sealed interface Route permits AuthRoute, CommerceRoute, InsightsRoute, WebhooksRoute, HealthRoute, IntakeRoute {

    /// The constant's name; unique over all groups.
    String name();

    /// What the table says of it.
    Line line();

    LambdaFunction function();

    default HttpMethod method() {
        return line().method();
    }

    /// The path with `{id}` for variable segments, as API Gateway writes it.
    default String path() {
        return line().path();
    }

    default Access access() {
        return line().access();
    }

    /// The Shopify access scopes that a call of this route needs, none for routes that do not call Shopify's Admin API.
    default Set<String> scopes() {
        return line().scopes();
    }

    /// Whether the route can find out what became of an earlier attempt under the same `Idempotency-Key` whose outcome nobody
    /// knows, and finish it. Any other answers `write.outcome-unknown` again.
    default boolean resumes() {
        return line().resumes();
    }

    /// API Gateway's route key, for example `GET /api/shopify/products/{id}`.
    default String key() {
        return method() + " " + path();
    }

    /// The routes for the platform, in the order of the groups: what the API document describes.
    static List<Route> api() {
        return Stream
                .<Route[]>of(AuthRoute.values(), CommerceRoute.values(), InsightsRoute.values(),
                        WebhooksRoute.values(), HealthRoute.values())
                .flatMap(Stream::of).toList();
    }

    /// Every route: those for the platform, and those for Shopify.
    static List<Route> all() {
        return Stream.concat(api().stream(), Stream.of(IntakeRoute.values())).toList();
    }

    /// Who may call a route.
    enum Access {
        /// Nobody's token is asked for.
        PUBLIC,
        /// A bearer token that API Gateway's JWT authorizer has accepted.
        BEARER
    }

    /// The methods that routes use.
    enum HttpMethod {
        GET,
        POST,
        PUT,
        DELETE,
        /// Each of them and any other.
        ANY;

        /// Whether a request may carry an `Idempotency-Key`; repeating a DELETE changes nothing anyway.
        public boolean takesIdempotencyKey() {
            return this == POST || this == PUT;
        }
    }

    /// A line of the table.
    record Line(HttpMethod method, String path, Access access, Set<String> scopes, boolean resumes) {
        public Line {
            scopes = Set.copyOf(scopes);
        }

        /// Open to everybody.
        static Line open(HttpMethod method, String path) {
            return new Line(method, path, Access.PUBLIC, Set.of(), false);
        }

        /// For a signed-in user; with scopes, for a store that has granted them.
        static Line bearer(HttpMethod method, String path, String... scopes) {
            return new Line(method, path, Access.BEARER, Set.of(scopes), false);
        }

        /// The same for a write that knows how to go on after an unclear attempt.
        Line resuming() {
            return new Line(method, path, access, scopes, true);
        }
    }
}
