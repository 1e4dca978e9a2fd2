package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.routes.Cors;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Route;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:08:07Z");
    private static final String PAGE = "https://app.example.com";
    private static final String STORES = "/api/auth/shopify/stores";
    private static final String CALLBACK = "/api/auth/shopify/callback";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalIssuer ISSUER = new LocalIssuer("http://127.0.0.1/issuer",
            Clock.fixed(NOW, ZoneOffset.UTC));
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Invocable function = _ -> "{\"statusCode\":200}";
    private String event = "null";
    private LoopbackServer server;
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        server = new LoopbackServer(0, this::serve);
        Invocable remembering = received -> {
            event = received;
            return function.invoke(received);
        };
        gateway = new Gateway(
                Stream.of(LambdaFunction.values()).collect(Collectors.toMap(each -> each, _ -> remembering)), ISSUER,
                List.of(PAGE), "127.0.0.1:" + server.port(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static List<Route> routes() {
        return Route.all();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteIsServedUnderItsKey(Route route) throws Exception {
        var path = route.path().replace("{id}", "gid%3A%2F%2Fx%2F1+1").replace("{app}", "an-app");

        var answer = send(call(path).method(route.method().name(), BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(event().path("version").asText()).isEqualTo("2.0");
        assertThat(event().path("routeKey").asText()).isEqualTo(route.key());
        assertThat(event().at("/requestContext/routeKey").asText()).isEqualTo(route.key());
        assertThat(event().path("rawPath").asText()).isEqualTo(path);
        assertThat(event().at("/pathParameters/id").asText(null))
                .isEqualTo(route.path().contains("{id}") ? "gid://x/1+1" : null);
    }

    @Test
    void theContextIsApiGateways() throws Exception {
        send(call(STORES).header("User-Agent", "demo/1"));

        var context = event().path("requestContext");
        assertThat(context.path("domainName").asText()).isEqualTo("127.0.0.1:" + server.port());
        assertThat(context.path("stage").asText()).isEqualTo("$default");
        assertThat(context.path("time").asText()).isEqualTo("23/Nov/2026:09:08:07 +0000");
        assertThat(context.path("timeEpoch").asLong()).isEqualTo(NOW.toEpochMilli());
        assertThat(context.path("http").toString()).isEqualTo("{\"method\":\"GET\",\"path\":\"" + STORES
                + "\",\"protocol\":\"HTTP/1.1\",\"sourceIp\":\"127.0.0.1\",\"userAgent\":\"demo/1\"}");
    }

    @Test
    void claimsArriveAsStrings() throws Exception {
        send(call(STORES));

        var jwt = event().at("/requestContext/authorizer/jwt");
        assertThat(jwt.at("/claims/sub").asText()).isEqualTo("demo");
        assertThat(jwt.at("/claims/scope").asText()).isEqualTo("shopify/any-user");
        assertThat(jwt.at("/claims/aud").asText()).doesNotContain("[");
        assertThat(jwt.at("/claims/exp").isTextual()).isTrue();
        assertThat(jwt.has("scopes")).isTrue();
        assertThat(jwt.path("scopes").isNull()).isTrue();
    }

    @Test
    void aPublicRouteHasNoAuthorizer() throws Exception {
        send(call(CALLBACK));

        assertThat(event().path("requestContext").has("authorizer")).isFalse();
    }

    @Test
    void theQueryIsPassedOnRawAndParsedWithCommas() throws Exception {
        send(call(CALLBACK + "?scope=read_products%2Cwrite_orders&x=1&x=2&empty=&flag&plus=a+b"));

        assertThat(event().path("rawQueryString").asText())
                .isEqualTo("scope=read_products%2Cwrite_orders&x=1&x=2&empty=&flag&plus=a+b");
        assertThat(event().path("queryStringParameters").toString()).isEqualTo(
                "{\"scope\":\"read_products,write_orders\",\"x\":\"1,2\",\"empty\":\"\",\"flag\":\"\",\"plus\":\"a b\"}");
    }

    @Test
    void withoutAQueryTheRawOneIsEmptyAndThereIsNoParsedOne() throws Exception {
        send(call(CALLBACK));

        assertThat(event().path("rawQueryString").asText(null)).isEmpty();
        assertThat(event().has("queryStringParameters")).isFalse();
    }

    @Test
    void cookiesAreAnArrayOfTheirOwn() throws Exception {
        send(call(CALLBACK).header("Cookie", "one=1,5; two=b").header("Cookie", "three=c=d"));

        assertThat(event().path("cookies").toString()).isEqualTo("[\"one=1,5\",\"two=b\",\"three=c=d\"]");
        assertThat(event().path("headers").has("cookie")).isFalse();
    }

    @Test
    void headerNamesAreLowerCaseAndRepetitionsJoined() throws Exception {
        send(call(CALLBACK).header("X-Shopify-Topic", "orders/create").header("Accept", "text/html")
                .header("Accept", "application/json"));

        var headers = event().path("headers");
        assertThat(headers.path("x-shopify-topic").asText()).isEqualTo("orders/create");
        assertThat(headers.path("accept").asText()).isEqualTo("text/html,application/json");
        assertThat(headers.path("host").asText()).isEqualTo("127.0.0.1:" + server.port());
        assertThat(headers.path("x-forwarded-for").asText()).isEqualTo("127.0.0.1");
        assertThat(headers.path("x-amzn-trace-id").asText()).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=ISO-8859-1", "text/plain",
            "application/vnd.api+json"})
    void textArrivesAsText(String type) throws Exception {
        send(call(CALLBACK).header("Content-Type", type).POST(BodyPublishers.ofString("{\"name\":\"Ångström\"}")));

        assertThat(event().path("body").asText()).isEqualTo("{\"name\":\"Ångström\"}");
        assertThat(event().path("isBase64Encoded").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/octet-stream", "image/png", "application/x-www-form-urlencoded"})
    void otherTypesArriveInBase64(String type) throws Exception {
        send(call(CALLBACK).header("Content-Type", type).POST(BodyPublishers.ofString("a=1")));

        assertThat(event().path("body").asText()).isEqualTo("YT0x");
        assertThat(event().path("isBase64Encoded").asBoolean()).isTrue();
    }

    @Test
    void textThatIsNoUtf8ArrivesAsItsBytes() throws Exception {
        var bytes = "{\"name\":\"Ångström\"}".getBytes(ISO_8859_1);

        send(call(CALLBACK).header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(bytes)));

        assertThat(event().path("isBase64Encoded").asBoolean()).isTrue();
        assertThat(Base64.getDecoder().decode(event().path("body").asText())).isEqualTo(bytes);
    }

    @Test
    void theReplyIsTheFunctions() throws Exception {
        function = _ -> """
                {"statusCode":302,"headers":{"Location":"https://x.example.com/","X-Request-Id":"abc"},
                 "cookies":["a=1; Path=/","b=2; HttpOnly"],"body":"gr\\u00fc\\u00df"}""";

        var answer = send(call(CALLBACK));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().allValues("set-cookie")).containsExactly("a=1; Path=/", "b=2; HttpOnly");
        assertThat(answer.headers().firstValue("location")).contains("https://x.example.com/");
        assertThat(answer.headers().firstValue("apigw-requestid"))
                .contains(event().at("/requestContext/requestId").asText());
        assertThat(answer.body()).isEqualTo("grüß");
    }

    @Test
    void bytesComeOutOfBase64() throws Exception {
        function = _ -> "{\"statusCode\":200,\"body\":\"aMOkbGxv\",\"isBase64Encoded\":true}";

        assertThat(send(call(CALLBACK)).body()).isEqualTo("hällo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not JSON", "[]", "{}", "\"text\"", "{\"statusCode\":\"two hundred\"}", "",
            "{\"statusCode\":200,\"body\":\"%\",\"isBase64Encoded\":true}"})
    void aBrokenReplyIsAnInternalServerError(String reply) throws Exception {
        function = _ -> reply;

        var answer = send(call(CALLBACK));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    @Test
    void aFunctionThatFailsIsAnInternalServerError() throws Exception {
        function = _ -> {
            throw new FunctionError("{\"errorMessage\":\"the secret is x\"}");
        };

        var answer = send(call(CALLBACK));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    @Test
    void aFunctionThatTakesTooLongIsUnavailable() throws Exception {
        function = _ -> {
            throw new TimeoutException();
        };

        var answer = send(call(CALLBACK));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
    }

    @ParameterizedTest
    @CsvSource({"GET,/", "GET,/api/auth/shopify/nothing", "DELETE,/api/auth/shopify/stores",
            "GET,/api/auth/shopify/stores/", "GET,//api/auth/shopify/stores", "GET,/API/auth/shopify/stores",
            "GET,/api/shopify/products/1/2", "OPTIONS,/api/auth/shopify/stores",
            "GET,/api/auth/shopify/../shopify/stores"})
    void whatIsNoRouteIsNotFound(String method, String path) throws Exception {
        var answer = send(call(path).method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Not Found\"}");
        assertThat(event).isEqualTo("null");
    }

    @Test
    void withoutATokenNobodyIsLetIn() throws Exception {
        var answer = CLIENT.send(HttpRequest.newBuilder(uri(STORES)).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
        assertThat(answer.headers().firstValue("www-authenticate")).isPresent();
        assertThat(event).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", ""})
    void theTokenMayStandWithOrWithoutItsScheme(String scheme) throws Exception {
        var answer = CLIENT.send(HttpRequest.newBuilder(uri(STORES)).header("Authorization", scheme + token()).build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyOverTenMegabytesIsTooLarge() throws Exception {
        var answer = send(call(CALLBACK).POST(BodyPublishers.ofByteArray(new byte[(10 << 20) + 1])));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
    }

    @Test
    void anEventOverSixMegabytesIsTooLarge() throws Exception {
        var bytes = new byte[5 << 20];

        var answer = send(call(CALLBACK).header("Content-Type", "image/png").POST(BodyPublishers.ofByteArray(bytes)));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(event).isEqualTo("null");
    }

    @Test
    void aKnownPageMayCallWithCredentials() throws Exception {
        var answer = send(call(CALLBACK).header("Origin", PAGE));

        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains(PAGE);
        assertThat(answer.headers().firstValue("access-control-allow-credentials")).contains("true");
        assertThat(answer.headers().firstValue("access-control-expose-headers").orElse("").split(","))
                .containsExactlyElementsOf(Cors.ANSWER_HEADERS);
    }

    @Test
    void theGatewayAnswersPreflightsItself() throws Exception {
        var answer = send(call(STORES).header("Origin", PAGE).header("Access-Control-Request-Method", "PUT")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains(PAGE);
        assertThat(answer.headers().firstValue("access-control-allow-methods")).contains("GET,POST,PUT,DELETE");
        assertThat(answer.headers().firstValue("access-control-allow-headers").orElse("").split(","))
                .containsExactlyElementsOf(Cors.REQUEST_HEADERS);
        assertThat(answer.headers().firstValue("access-control-max-age")).contains("3600");
        assertThat(event).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.com", "https://app.example.com.evil.example.com",
            "http://app.example.com", "null"})
    void anotherPageIsToldNothing(String origin) throws Exception {
        var simple = send(call(CALLBACK).header("Origin", origin));
        var preflight = send(call(CALLBACK).header("Origin", origin).header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(simple.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }

    private HttpRequest.Builder call(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private String token() {
        return ISSUER.issue("demo", "shopify/any-user").token();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    private JsonNode event() throws IOException {
        return JSON.readTree(event);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            gateway.serve(exchange);
        }
    }
}
