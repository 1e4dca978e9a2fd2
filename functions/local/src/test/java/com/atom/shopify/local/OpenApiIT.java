package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.local.ApiDescription.Operation;
import com.atom.shopify.query.RawQuery;
import com.atom.shopify.routes.Cors;
import com.atom.shopify.routes.Route;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The document says what the product does, and the product does what the document says: every operation is driven with what
/// its schemas allow and with what they refuse. The sample events bring the ids that exist.
class OpenApiIT {
    private static final String PATH = "/api/shopify/openapi.json";
    /// No script may read it.
    private static final String COOKIE = "Set-Cookie";
    private static final Set<String> SENT = Set.of("accept", "content-type", "cookie");

    /// What is wrong with a value by itself, and so for its schema to say.
    private static final Set<String> OF_A_SCHEMA = Set.of("type", "null", "choice", "size", "not-blank", "not-empty",
            "min", "max", "pattern");

    private static final ApiDescription API = ApiDescription.read();
    private final Examples examples = new Examples(API);

    static List<Operation> operations() {
        return API.operations();
    }

    static List<Operation> operationsWithInput() {
        return API.operations().stream()
                .filter(operation -> !API.body(operation).isMissingNode() || !queryOf(operation).isEmpty()).toList();
    }

    static List<Operation> reads() {
        return API.operations().stream().filter(operation -> operation.method().equals("GET")).toList();
    }

    static List<Operation> keyedWrites() {
        return API.operations().stream().filter(operation -> API.parameters(operation, "header").stream()
                .anyMatch(header -> header.path("name").asText().equals("Idempotency-Key"))).toList();
    }

    @Test
    void theDocumentIsOpenApi31() {
        var document = Client.anonymous().get(PATH);

        assertThat(document.header("content-type")).startsWith("application/json");
        assertThat(document.json().path("openapi").asText()).startsWith("3.1.");
        assertThat(new OpenAPIV3Parser().readContents(document.response().body()).getMessages()).isEmpty();
        assertThat(API.problemsOfSchemas()).isEmpty();
    }

    @Test
    void theDocumentIsPublicAndNotSentTwice() {
        var document = Client.anonymous().get(PATH);

        var again = Client.anonymous().send("GET", PATH, null, "If-None-Match", document.header("etag"));

        assertThat(document.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.response().body()).isEmpty();
        assertThat(Client.anonymous().get(PATH + "?version=2").error())
                .isEqualTo("400 request.invalid version:unknown");
    }

    @Test
    void pagesMaySendAndReadEveryHeaderThatIsDescribed() {
        var sent = API.operations().stream().flatMap(operation -> API.parameters(operation, "header").stream())
                .map(header -> header.path("name").asText().toLowerCase(Locale.ROOT)).distinct().toList();
        var answered = API.root().at("/components/headers").properties().stream().map(Map.Entry::getKey)
                .filter(name -> !name.equals(COOKIE)).map(name -> name.toLowerCase(Locale.ROOT)).toList();

        assertThat(Cors.REQUEST_HEADERS).containsAll(sent).contains("authorization", "content-type");
        assertThat(Cors.ANSWER_HEADERS).containsExactlyInAnyOrderElementsOf(answered);
    }

    @Test
    void everyRouteIsDescribedAndNothingElse() {
        assertThat(API.operations()).extracting(Operation::key)
                .containsExactlyInAnyOrderElementsOf(Route.api().stream().map(Route::key).toList());
        assertThat(API.operations()).allSatisfy(operation -> {
            var route = route(operation);
            assertThat(operation.name()).isEqualTo(route.name().toLowerCase(Locale.ROOT));
            assertThat(operation.json().at("/security/0").has("bearer"))
                    .isEqualTo(route.access() == Route.Access.BEARER);
        });
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theSampleRequestIsAsDescribedAndSoIsItsAnswer(Operation operation) throws IOException {
        var sample = Sample.of(operation);

        assertThat(problemsOf(sample, operation)).isEmpty();
        var reply = sample.send();
        assertThat(reply.status()).as(reply.response().body()).isLessThan(400);
        assertThat(API.problems(operation, reply)).isEmpty();
        assertThat(reply.header("x-request-id")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("reads")
    void onlyWhatIsDescribedSoIsLeftOutForACallerWhoHasIt(Operation operation) throws IOException {
        var known = Sample.of(operation).send("If-None-Match", "*");

        assertThat(API.problems(operation, known)).isEmpty();
        assertThat(known.status() == 304).isEqualTo(operation.json().path("responses").has("304"));
    }

    @ParameterizedTest
    @MethodSource("keyedWrites")
    void aWriteUnderAKeyIsAnsweredTwiceAsDescribed(Operation operation) throws IOException {
        var sample = Sample.of(operation);
        var key = UUID.randomUUID().toString();
        var first = sample.send("Idempotency-Key", key);

        var again = sample.send("Idempotency-Key", key);

        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(again.header("idempotency-replayed")).isEqualTo("true");
        assertThat(API.problems(operation, first)).isEmpty();
        assertThat(API.problems(operation, again)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("operationsWithInput")
    void whateverTheSchemasAllowIsAnsweredAsDescribed(Operation operation) throws IOException {
        var sample = Sample.of(operation);
        var problems = new ArrayList<String>();
        for (var parameter : queryOf(operation)) {
            for (var value : values(parameter, sample)) {
                var asked = sample.with(parameter.path("name").asText(), value);
                check(operation, asked.send(), asked.query(), problems);
            }
        }
        var body = API.body(operation);
        if (!body.isMissingNode()) {
            for (var allowed : examples.bodies(body)) {
                assertThat(API.problems(body, allowed)).as(allowed.toString()).isEmpty();
                check(operation, sample.withBody(allowed.toString()).send(), allowed.toString(), problems);
            }
        }
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("operationsWithInput")
    void whateverTheSchemasRefuseIsRefusedByNameOfTheField(Operation operation) {
        var client = Client.ofNewUser();
        var path = EveryRouteIT.path(route(operation));
        var problems = new ArrayList<String>();
        for (var parameter : queryOf(operation)) {
            var name = parameter.path("name").asText();
            for (var text : examples.texts(parameter.path("schema"))) {
                var query = othersRequired(operation, name) + name + "=" + Client.encoded(text);
                checkRefused(operation, client.send(operation.method(), path + "?" + query, body(operation)), name,
                        query, problems);
            }
        }
        var body = API.body(operation);
        if (!body.isMissingNode()) {
            var query = othersRequired(operation, "");
            for (var broken : examples.broken(body)) {
                checkRefused(operation,
                        client.send(operation.method(), query.isEmpty() ? path : path + "?" + query,
                                broken.whole().toString().getBytes(UTF_8)),
                        broken.path(), broken.what() + " at " + broken.path(), problems);
            }
        }
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatIsNotDescribedIsRefused(Operation operation) {
        var client = Client.ofNewUser();
        var problems = new ArrayList<String>();
        if (!API.takesAnyQuery(operation)) {
            var query = othersRequired(operation, "") + "unheard_of=1";
            checkRefused(operation,
                    client.send(operation.method(), EveryRouteIT.path(route(operation)) + "?" + query,
                            body(operation)),
                    "unheard_of", query, problems);
        }
        for (var parameter : API.parameters(operation, "path")) {
            for (var text : List.of("x", "0", "-1", "gid://shopify/Nothing/1")) {
                assertThat(API.allows(parameter.path("schema"), Client.JSON.getNodeFactory().textNode(text))).isFalse();
                checkRefused(operation,
                        client.send(operation.method(), operation.path().replace("{id}", Client.encoded(text)),
                                body(operation)),
                        "id", text, problems);
            }
        }
        assertThat(problems).isEmpty();
    }

    /// Allowed values of a parameter; of stores and users those of the sample.
    private List<String> values(JsonNode parameter, Sample sample) {
        return switch (parameter.path("name").asText()) {
            case "user_id" -> List.of(sample.user());
            case "shop" -> Stream.of(sample.values().getOrDefault("shop", ""), "*")
                    .filter(shop -> API.allows(parameter.path("schema"), Client.JSON.getNodeFactory().textNode(shop)))
                    .toList();
            default -> List.of(examples.of(parameter.path("schema"), true).asText());
        };
    }

    private static void check(Operation operation, Client.Reply reply, String sent, List<String> problems) {
        API.problems(operation, reply).forEach(problem -> problems.add(sent + " got " + problem));
        var codes = reply.response().body().isEmpty()
                ? List.<String>of()
                : reply.json().at("/error/details").valueStream().map(detail -> detail.path("code").asText()).toList();
        if (reply.status() >= 500 || codes.stream().anyMatch(OF_A_SCHEMA::contains)) {
            problems.add(sent + " got " + reply.response().body());
        }
    }

    private static void checkRefused(Operation operation, Client.Reply reply, String field, String sent,
            List<String> problems) {
        API.problems(operation, reply).forEach(problem -> problems.add(sent + " got " + problem));
        if (reply.status() != 400) {
            problems.add(sent + " got " + reply.status() + " " + reply.response().body());
            return;
        }
        var named = reply.json().at("/error/details").valueStream().map(detail -> detail.path("field").asText())
                .toList();
        if (named.stream()
                .noneMatch(name -> name.startsWith(field.isEmpty() ? "body" : field) || field.startsWith(name))) {
            problems.add(sent + " names " + named);
        }
    }

    /// What keeps a sample from being a request that the document describes.
    private static List<String> problemsOf(Sample sample, Operation operation) throws IOException {
        var problems = new ArrayList<String>();
        if (!API.takesAnyQuery(operation)) {
            var described = queryOf(operation).stream()
                    .collect(Collectors.toMap(each -> each.path("name").asText(), each -> each.path("schema")));
            for (var parameter : RawQuery.parse(sample.query())) {
                var schema = described.get(parameter.getKey());
                problems.addAll(schema == null
                        ? List.of("undescribed parameter " + parameter.getKey())
                        : API.problems(schema, API.ofText(schema, parameter.getValue())));
            }
        }
        var body = API.body(operation);
        if (body.isMissingNode() != (sample.body() == null)) {
            problems.add("body " + sample.body());
        } else if (sample.body() != null) {
            problems.addAll(API.problems(body, Client.JSON.readTree(sample.body())));
        }
        for (var parameter : API.parameters(operation, "path")) {
            var id = sample.path().split("/", -1)[List.of(operation.path().split("/", -1)).indexOf("{id}")];
            problems.addAll(API.problems(parameter.path("schema"), Client.JSON.getNodeFactory().textNode(id)));
        }
        return problems;
    }

    private static List<JsonNode> queryOf(Operation operation) {
        return API.takesAnyQuery(operation) ? List.of() : API.parameters(operation, "query");
    }

    /// Examples of the parameters that must be there, but this one.
    private String othersRequired(Operation operation, String name) {
        return queryOf(operation).stream()
                .filter(parameter -> parameter.path("required").asBoolean()
                        && !parameter.path("name").asText().equals(name))
                .map(parameter -> parameter.path("name").asText() + "="
                        + Client.encoded(examples.of(parameter.path("schema"), false).asText()) + "&")
                .collect(Collectors.joining());
    }

    private static byte @Nullable [] body(Operation operation) {
        return EveryRouteIT.body(route(operation));
    }

    private static Route route(Operation operation) {
        return Route.api().stream().filter(route -> route.key().equals(operation.key())).findFirst().orElseThrow();
    }

    /// The sample event of a route as a request through the gateway.
    private record Sample(Map<String, String> values, String user, String method, String path, String query,
            @Nullable String body,
            List<String> headers) {

        static Sample of(Operation operation) throws IOException {
            var values = SampleEventsIT.valuesFor(route(operation));
            var event = Client.JSON.readTree(SampleEventsIT.filled(
                    SampleEventsIT.resource(operation.name().toUpperCase(Locale.ROOT) + ".json"), values));
            var headers = new ArrayList<String>();
            event.path("headers").properties().stream().filter(header -> SENT.contains(header.getKey()))
                    .forEach(header -> headers.addAll(List.of(header.getKey(), header.getValue().asText())));
            event.path("cookies").forEach(cookie -> headers.addAll(List.of("cookie", cookie.asText())));
            return new Sample(values, event.at("/requestContext/authorizer/jwt/claims/sub")
                    .asText(values.getOrDefault("user", "")), operation.method(), event.path("rawPath").asText(),
                    event.path("rawQueryString").asText(),
                    event.path("body").isTextual() ? event.path("body").asText() : null, headers);
        }

        /// The same with another value of a parameter.
        Sample with(String name, String value) {
            var others = RawQuery.parse(query).stream().filter(parameter -> !parameter.getKey().equals(name))
                    .map(parameter -> parameter.getKey() + "=" + Client.encoded(parameter.getValue()) + "&")
                    .collect(Collectors.joining());
            return new Sample(values, user, method, path, others + name + "=" + Client.encoded(value), body, headers);
        }

        Sample withBody(String other) {
            return new Sample(values, user, method, path, query, other, headers);
        }

        Client.Reply send(String... more) {
            var all = new ArrayList<>(headers);
            all.addAll(List.of(more));
            return new Client(Running.platform(), user).send(method,
                    query.isEmpty() ? path : path + "?" + query, body == null ? null : body.getBytes(UTF_8),
                    all.toArray(String[]::new));
        }
    }
}
