package com.atom.shopify.edge;

import com.atom.shopify.aws.LocalAws;
import com.atom.shopify.aws.SetClock;
import com.atom.shopify.connections.SampleStores;
import com.atom.shopify.edge.input.RecordReader;
import com.atom.shopify.fake.aws.FakeKms;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.id.UserId;
import com.atom.shopify.routes.CommerceRoute;
import com.atom.shopify.routes.Route;
import io.micronaut.context.ApplicationContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The edge of a function on DynamoDB Local, with handlers that a test makes up. Several instances share the tables.
final class Edge implements AutoCloseable {
    final SetClock clock = new SetClock(SetClock.FAR_AHEAD);
    final LocalTables tables = LocalTables.start();
    private final FakeKms kms = FakeKms.start();
    private final String key = LocalAws.newKey(kms);
    private final List<ApplicationContext> instances = new ArrayList<>();
    private long shops;

    Edge() {
        instances.add(LocalAws.context(tables, kms, key, clock));
    }

    /// The first instance.
    ApplicationContext context() {
        return instances.getFirst();
    }

    ShopDomain connect(String user, String shop, String scopes) {
        var domain = new ShopDomain(shop + ".myshopify.com");
        SampleStores.connect(context(), new UserId(user), domain, ++shops, shop, scopes);
        return domain;
    }

    /// A function of another instance, in which these handlers answer.
    Dispatcher instance(Function<CommerceRoute, Handler> handlers) {
        var context = LocalAws.context(tables, kms, key, clock);
        instances.add(context);
        return dispatcher(context, new Endpoints<CommerceRoute>() {
            @Override
            public List<CommerceRoute> routes() {
                return List.of(CommerceRoute.values());
            }

            @Override
            public Handler handler(CommerceRoute route) {
                return handlers.apply(route);
            }
        });
    }

    static Dispatcher dispatcher(ApplicationContext context, Endpoints<?> endpoints) {
        return new Dispatcher(endpoints, context.getBean(RecordReader.class), () -> context.getBean(SignedIn.class),
                () -> context.getBean(SafeWrites.class), context.getBean(Replies.class), context.getBean(Clock.class));
    }

    @Override
    public void close() {
        instances.forEach(ApplicationContext::close);
        kms.close();
        tables.close();
    }

    /// A request to be sent.
    record Sent(Route route, String user, String query, Map<String, String> headers, @Nullable String id,
            @Nullable String body) {

        static Sent to(Route route, String user) {
            return new Sent(route, user, "", Map.of(), null, null);
        }

        Sent query(String other) {
            return new Sent(route, user, other, headers, id, body);
        }

        Sent header(String name, String value) {
            var more = new HashMap<>(headers);
            more.put(name, value);
            return new Sent(route, user, query, more, id, body);
        }

        Sent id(String other) {
            return new Sent(route, user, query, headers, other, body);
        }

        Sent body(String other) {
            return new Sent(route, user, query, headers, id, other);
        }

        GatewayReply by(Dispatcher function) {
            var claims = new GatewayEvent.Authorizer(new GatewayEvent.Jwt(Map.of("sub", user)));
            return function.handle(
                    new GatewayEvent(route.key(), route.path().replace("{id}", String.valueOf(id)), query,
                            List.of(), headers, id == null ? Map.of() : Map.of("id", id),
                            new GatewayEvent.RequestContext("request", "api.example.com", claims), body, false),
                    "invocation");
        }
    }
}
