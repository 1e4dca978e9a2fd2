package com.atom.shopify.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.aws.LocalAws;
import com.atom.shopify.fake.aws.FakeKms;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.routes.AuthRoute;
import io.micronaut.context.ApplicationContext;
import io.micronaut.serde.ObjectMapper;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Where payload format 2.0 loses something on the usual way through a framework: commas in query values, cookies in, cookies
/// out, and bodies that are not what they say.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayloadTrapsTest {
    private final LocalTables tables = LocalTables.start();
    private final FakeKms kms = FakeKms.start();
    private ApplicationContext context;
    private Answer answer = Answer.ok("fine");
    private @Nullable Call seen;

    @BeforeEach
    void start() {
        context = LocalAws.context(tables, kms, LocalAws.newKey(kms), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @AfterAll
    void stopAws() {
        kms.close();
        tables.close();
    }

    @Test
    void commasInQueryValuesStayInTheirValue() throws Exception {
        send("""
                {"routeKey":"GET /api/auth/shopify/callback","rawQueryString":"scope=read_products,write_orders&shop=a",
                 "queryStringParameters":{"scope":"read_products,write_orders","shop":"a"},"requestContext":{}}""");

        assertThat(call().rawQuery()).isEqualTo("scope=read_products,write_orders&shop=a");
    }

    @Test
    void everyCookieComesIn() throws Exception {
        send("""
                {"routeKey":"GET /api/auth/shopify/callback","cookies":["first=1","atom-oauth-0123=state=with=equals","last=3"],
                 "requestContext":{}}""");

        assertThat(call().cookie("first")).contains("1");
        assertThat(call().cookie("atom-oauth-0123")).contains("state=with=equals");
        assertThat(call().cookie("last")).contains("3");
        assertThat(call().cookie("irst")).isEmpty();
    }

    @Test
    void everyCookieGoesOut() throws Exception {
        answer = Answer.redirect(URI.create("https://example.com/")).withCookie("one=1; Path=/")
                .withCookie("two=2; Path=/");

        var reply = send("{\"routeKey\":\"GET /api/auth/shopify/callback\",\"requestContext\":{}}");

        assertThat(reply.cookies()).containsExactly("one=1; Path=/", "two=2; Path=/");
        assertThat(reply.headers()).doesNotContainKey("set-cookie");
        assertThat(reply.isBase64Encoded()).isFalse();
    }

    @Test
    void aBrokenEscapeIsTheCallersFault() throws Exception {
        var reply = send("""
                {"routeKey":"GET /api/auth/shopify/stores","rawQueryString":"a=%zz",
                 "requestContext":{"authorizer":{"jwt":{"claims":{"sub":"demo"}}}}}""");

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("\"field\":\"query\"", "\"code\":\"encoding\"");
    }

    @Test
    void withoutClaimsNobodyGetsIn() throws Exception {
        var reply = send("{\"routeKey\":\"GET /api/auth/shopify/stores\",\"requestContext\":{\"requestId\":\"r-1\"}}");

        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(reply.body()).isEqualTo("{\"ok\":false,\"error\":{\"code\":\"auth.required\","
                + "\"message\":\"A valid bearer token is required.\",\"request_id\":\"r-1\"}}");
    }

    @Test
    void aBugSaysNothingButTheRequestId() throws Exception {
        var reply = send("""
                {"routeKey":"GET /nowhere","requestContext":{"requestId":"r-2"}}""");

        assertThat(reply.statusCode()).isEqualTo(500);
        assertThat(reply.body()).isEqualTo("{\"ok\":false,\"error\":{\"code\":\"internal\","
                + "\"message\":\"Something is wrong on our side.\",\"request_id\":\"r-2\"}}");
    }

    @Test
    void onlyLoopbackIsReachedWithoutTls() throws Exception {
        for (var domain : Map
                .of("127.0.0.1:8080", "http://127.0.0.1:8080", "api.example.com", "https://api.example.com",
                        "127.0.0.1.example.com", "https://127.0.0.1.example.com")
                .entrySet()) {
            send("{\"routeKey\":\"GET /api/auth/shopify/callback\",\"requestContext\":{\"domainName\":\""
                    + domain.getKey() + "\"}}");

            assertThat(call().self()).isEqualTo(URI.create(domain.getValue()));
        }
    }

    private GatewayReply send(String event) throws Exception {
        var json = context.getBean(ObjectMapper.class);
        var endpoints = new Endpoints<AuthRoute>() {
            @Override
            public List<AuthRoute> routes() {
                return List.of(AuthRoute.values());
            }

            @Override
            public Handler handler(AuthRoute route) {
                return Handler.plain(Contract.of(String.class), call -> {
                    seen = call;
                    return answer;
                });
            }
        };
        var dispatcher = Edge.dispatcher(context, endpoints);
        return dispatcher.handle(Objects.requireNonNull(json.readValue(event, GatewayEvent.class)), "invocation");
    }

    private Call call() {
        return Objects.requireNonNull(seen);
    }
}
