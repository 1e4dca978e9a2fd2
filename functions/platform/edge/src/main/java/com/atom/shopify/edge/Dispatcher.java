package com.atom.shopify.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.edge.input.RecordReader;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.query.RawQuery;
import com.atom.shopify.routes.Route;
import com.atom.shopify.time.Deadline;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// Takes an event to the route that API Gateway chose, and whatever comes of it to an answer. Here a broken dependency
/// becomes a 503 and a bug a 500 that says nothing but the request id.
@Singleton
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final int LARGEST_BODY = 1 << 20;
    private static final Failure AWS_FAILED = new Failure.Unavailable("service.unavailable",
            "A service that we depend on does not answer; try again.");

    private final Map<String, Served> served;
    private final RecordReader reader;
    private final StoreSelection stores;
    private final Replies replies;
    private final Clock clock;

    Dispatcher(Endpoints<?> endpoints, RecordReader reader, StoreSelection stores, Replies replies, Clock clock) {
        this.served = served(endpoints);
        this.reader = reader;
        this.stores = stores;
        this.replies = replies;
        this.clock = clock;
    }

    private record Served(Route route, Function<Call, Answer> answer) {}

    private static <R extends Route> Map<String, Served> served(Endpoints<R> endpoints) {
        return endpoints.routes().stream().collect(Collectors.toMap(Route::key,
                route -> new Served(route, call -> endpoints.answer(route, call))));
    }

    GatewayReply handle(GatewayEvent event, String invocationId) {
        var started = clock.instant();
        var requestId = Optional.ofNullable(event.requestContext().requestId()).orElse(invocationId);
        var line = LOG.atInfo().addKeyValue("request_id", requestId).addKeyValue("route", event.routeKey());
        GatewayReply reply;
        try {
            reply = replies.of(answer(event, Deadline.in(PATIENCE, clock)), event, requestId);
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

    private Answer answer(GatewayEvent event, Deadline deadline) {
        var target = served.get(event.routeKey());
        if (target == null) {
            throw new IllegalStateException(
                    "API Gateway sent a route that this function does not serve: " + event.routeKey());
        }
        return target.answer().apply(switch (target.route().access()) {
            case PUBLIC -> new Call(target.route(), event, null, Map.of(), body(event), deadline, reader, stores);
            case BEARER -> new Call(target.route(), event, Principal.of(event.claims()), parameters(event), body(event),
                    deadline, reader, stores);
        });
    }

    private static byte[] body(GatewayEvent event) {
        var text = Optional.ofNullable(event.body()).orElse("");
        var body = event.isBase64Encoded() ? Base64.getDecoder().decode(text) : text.getBytes(UTF_8);
        if (body.length > LARGEST_BODY) {
            throw new FailureException(new Failure.TooLarge());
        }
        return body;
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
}
