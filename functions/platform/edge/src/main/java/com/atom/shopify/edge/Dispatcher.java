package com.atom.shopify.edge;

import com.atom.shopify.connections.Store;
import com.atom.shopify.edge.input.RecordReader;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.once.Write;
import com.atom.shopify.routes.Route;
import com.atom.shopify.time.Deadline;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// Takes an event to the route that API Gateway chose, and whatever comes of it to an answer. On the way, in this order: who
/// calls and how often, what is wrong by itself, the store, whether the write was done before. Here a broken dependency
/// becomes a 503 and a bug a 500 that says nothing but the request id.
@Singleton
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final Failure AWS_FAILED = new Failure.Unavailable("service.unavailable",
            "A service that we depend on does not answer; try again.");

    private final Map<String, Served> served;
    private final RecordReader reader;
    private final Optional<SignedIn> signedIn;
    private final Optional<SafeWrites> writes;
    private final Replies replies;
    private final Clock clock;

    /// Tables and keys are only needed by functions that have routes for signed-in users, or writes among them.
    Dispatcher(Endpoints<?> endpoints, RecordReader reader, Provider<SignedIn> signedIn, Provider<SafeWrites> writes,
            Replies replies, Clock clock) {
        this.served = served(endpoints);
        this.reader = reader;
        this.signedIn = serves(endpoints, route -> route.access() == Route.Access.BEARER)
                ? Optional.of(signedIn.get())
                : Optional.empty();
        this.writes = serves(endpoints, route -> route.method().takesIdempotencyKey())
                ? Optional.of(writes.get())
                : Optional.empty();
        this.replies = replies;
        this.clock = clock;
    }

    private record Served(Route route, Handler handler) {}

    private static <R extends Route> Map<String, Served> served(Endpoints<R> endpoints) {
        return endpoints.routes().stream()
                .collect(Collectors.toMap(Route::key, route -> new Served(route, endpoints.handler(route))));
    }

    private static boolean serves(Endpoints<?> endpoints, Predicate<Route> kind) {
        return endpoints.routes().stream().anyMatch(kind);
    }

    /// A route on which nothing happens without a caller's token.
    Optional<String> protectedRoute() {
        return served.values().stream().map(Served::route).filter(route -> route.access() == Route.Access.BEARER)
                .map(Route::key).sorted().findFirst();
    }

    GatewayReply handle(GatewayEvent event, String invocationId) {
        var started = clock.instant();
        var requestId = Optional.ofNullable(event.requestContext().requestId()).orElse(invocationId);
        var line = LOG.atInfo().addKeyValue("request_id", requestId).addKeyValue("route", event.routeKey());
        GatewayReply reply;
        try {
            reply = reply(event, requestId);
        } catch (FailureException failed) {
            line = line.addKeyValue("code", failed.failure().code()).setCause(failed.getCause());
            reply = replies.of(failed.failure(), event, requestId);
        } catch (SdkException trouble) {
            line = line.addKeyValue("code", AWS_FAILED.code()).setCause(trouble);
            reply = replies.of(AWS_FAILED, event, requestId);
        } catch (RuntimeException | StackOverflowError bug) {
            LOG.atError().addKeyValue("request_id", requestId).setCause(bug).log("bug");
            reply = replies.ofBug(requestId);
        }
        line.addKeyValue("status", reply.statusCode())
                .addKeyValue("ms", Duration.between(started, clock.instant()).toMillis())
                .log("request answered");
        return reply;
    }

    private GatewayReply reply(GatewayEvent event, String requestId) {
        var target = served.get(event.routeKey());
        if (target == null) {
            throw new IllegalStateException(
                    "API Gateway sent a route that this function does not serve: " + event.routeKey());
        }
        var route = target.route();
        var call = switch (route.access()) {
            case PUBLIC -> Call.open(route, event, Deadline.in(PATIENCE, clock), reader);
            case BEARER -> Call.of(Principal.of(event.claims()), route, event, Deadline.in(PATIENCE, clock), reader);
        };
        if (route.access() == Route.Access.BEARER) {
            signedIn().limits().count(call.user());
        }
        return reply(target.handler(), call, route, event, requestId);
    }

    private GatewayReply reply(Handler handler, Call call, Route route, GatewayEvent event, String requestId) {
        return switch (handler) {
            case Handler.Chosen(_, var choice) -> reply(choice.apply(call), call, route, event, requestId);
            case Handler.Plain(_, var code) -> once(call, Optional.empty(), event, requestId, _ -> code.apply(call));
            case Handler.OnStore(_, var parsing) -> {
                var work = parsing.apply(call);
                var store = signedIn().stores().select(call.user(), call.shop(), route);
                yield once(call, Optional.of(store), event, requestId, write -> call.at(store, write).run(work::in));
            }
            case Handler.OfStores(_, var parsing) -> {
                var pages = parsing.apply(call);
                var list = call.list();
                yield replies.of(list.isOfAll()
                        ? signedIn().allStores().page(pages, list, call, route)
                        : call.at(signedIn().stores().select(call.user(), call.shop(), route), Write.unnamed())
                                .run(at -> list.answer(pages, at)),
                        event, requestId);
            }
            case Handler.OfEachStore(_, var parsing) -> {
                var views = parsing.apply(call);
                var list = call.list();
                yield replies.of(list.isOfAll()
                        ? signedIn().allStores().each(views, list, call, route)
                        : list.answer(views, route,
                                call.at(signedIn().stores().select(call.user(), call.shop(), route), Write.unnamed())),
                        event, requestId);
            }
        };
    }

    private GatewayReply once(Call call, Optional<Store> store, GatewayEvent event, String requestId,
            Function<Write, Answer> work) {
        var named = call.namedWrite(store.map(Store::shop));
        return named.isEmpty()
                ? replies.of(work.apply(Write.unnamed()), event, requestId)
                : writes.orElseThrow().once(named.get(), event, requestId, work,
                        place -> reread(place, call, store.orElseThrow()));
    }

    private SignedIn signedIn() {
        return signedIn.orElseThrow();
    }

    /// Reads the resource at a path again, for an answer that was too long to keep.
    private Answer reread(String place, Call call, Store store) {
        var slash = place.lastIndexOf('/') + 1;
        var target = served.get(Route.HttpMethod.GET + " " + place.substring(0, slash) + "{id}");
        if (target != null && target.handler() instanceof Handler.OnStore(_, var parsing)) {
            return parsing.apply(call.reading(target.route(), place.substring(slash)))
                    .in(call.at(store, Write.unnamed()));
        }
        throw new IllegalStateException("no route reads " + place);
    }
}
