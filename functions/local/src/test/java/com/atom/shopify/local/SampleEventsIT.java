package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.proof.ClientSecret;
import com.atom.shopify.proof.Digest;
import com.atom.shopify.proof.WebhookSignature;
import com.atom.shopify.query.RawQuery;
import com.atom.shopify.routes.AuthRoute;
import com.atom.shopify.routes.CommerceRoute;
import com.atom.shopify.routes.InsightsRoute;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Route;
import com.atom.shopify.routes.WebhooksRoute;
import com.atom.shopify.tables.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Sends the sample event of every route to the built zip and compares the answer with the sample answer.
class SampleEventsIT {
    private static final Map<String, Pattern> FORMS = Map.of(
            "<id>", Pattern.compile("[1-9][0-9]*"),
            "<gid>", Pattern.compile("gid://shopify/[A-Za-z]+/[1-9][0-9]*(\\?model_name=[A-Za-z]+)?"),
            "<time>", Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z"),
            "<url>", Pattern.compile("https?://.+"),
            "<cookie>", Pattern.compile("[A-Za-z0-9_-]+=[^;]*; .*Path=/; HttpOnly; SameSite=Lax.*"),
            "<text>", Pattern.compile(".*"));

    private static final Map<LambdaFunction, FunctionHost> OUR_RUNTIME = new EnumMap<>(LambdaFunction.class);
    private static Map<String, String> toRead = Map.of();

    static Stream<Arguments> runtimesAndRoutes() {
        return Stream.of(LambdaRuntime.values())
                .flatMap(runtime -> Route.all().stream().map(route -> Arguments.of(runtime, route)));
    }

    private static FunctionHost function(LambdaRuntime runtime, LambdaFunction function) {
        return switch (runtime) {
            case AWS -> Running.platform().function(function);
            case JAVA -> OUR_RUNTIME.computeIfAbsent(function, each -> Running.platform().another(each, runtime));
        };
    }

    @ParameterizedTest
    @MethodSource("runtimesAndRoutes")
    void theSampleEventGetsTheSampleAnswer(LambdaRuntime runtime, Route route) throws Exception {
        var values = valuesFor(route);
        var event = filled(resource(route.name() + ".json"), values);

        var reply = Client.JSON.readTree(function(runtime, route.function()).invoke(event));

        var expected = Client.JSON.readTree(filled(resource(route.name() + ".answer.json"), values));
        assertThat(reply.path("statusCode").asInt()).as(reply.path("body").asText())
                .isEqualTo(expected.path("status").asInt());
        expected.path("headers").properties().forEach(
                header -> compare("header " + header.getKey(), header.getValue(),
                        reply.path("headers").path(header.getKey())));
        compare("cookies", expected.has("cookies") ? expected.path("cookies") : Client.JSON.createArrayNode(),
                reply.path("cookies"));
        var body = reply.path("body").asText();
        compare("body", expected.path("body"), body.isEmpty() ? Client.JSON.nullNode() : Client.JSON.readTree(body));
    }

    /// What the sample of a route speaks of. Those that only read share one store, which takes a while to seed.
    static synchronized Map<String, String> valuesFor(Route route) throws IOException {
        // The job that makes reports does so for every store that there is.
        if (route.method() != Route.HttpMethod.GET || route instanceof AuthRoute
                || route == InsightsRoute.LIST_REPORTS) {
            return seeded();
        }
        if (toRead.isEmpty()) {
            toRead = seeded();
        }
        return toRead;
    }

    /// A user with one connected store that has the sample product, customer and order, and another shop half way through consent.
    private static Map<String, String> seeded() throws IOException {
        var shop = Client.newShop();
        var newShop = Client.newShop();
        var client = Client.ofNewUser().connect(shop);
        var product = created(client, CommerceRoute.CREATE_PRODUCT);
        var customer = client.post(CommerceRoute.CREATE_CUSTOMER.path(), body("CREATE_CUSTOMER.json")
                .replace("ada.new@", "ada.sample@").replace("+14155550101", "+14155550100")).data();
        var item = product.at("/variants/0/inventory_item_id").asText();
        var stock = client.get("/api/shopify/enhanced/inventory?inventory_item_ids=" + item).data();
        var order = created(client, CommerceRoute.CREATE_ORDER);
        client.forgetCookies();
        var callback = URI.create(client.consent(client.begin(newShop)));
        var strings = new LinkedHashMap<String, String>();
        RawQuery.parse(callback.getRawQuery()).forEach(each -> strings.put(each.getKey(), each.getValue()));

        var values = new HashMap<String, String>();
        values.put("domain", Running.platform().api().getAuthority());
        values.put("request_id", UUID.randomUUID().toString());
        values.put("user", client.user());
        values.put("past_user", StoreWithAPast.get().client().user());
        values.put("token", "not-read-by-the-function");
        values.put("shop", shop);
        values.put("new_shop", newShop);
        values.put("product_id", product.path("id").asText());
        values.put("order_id", order.path("id").asText());
        values.put("line_item_id", order.at("/line_items/0/id").asText());
        values.put("variant_id", product.at("/variants/0/id").asText());
        values.put("inventory_item_id", item);
        values.put("location_id", stock.at("/0/levels/0/location_id").asText());
        values.put("customer_id", customer.path("id").asText());
        values.put("delivery_id", delivered(shop, "orders/updated", "applied",
                order.path("admin_graphql_api_id").asText(), Instant.now()));
        values.put("privacy_request_id",
                asked(shop, customer.path("id").asText(), order.path("id").asText()));
        values.put("sync_id", canceledSync(shop));
        values.put("report_id", readyReport(shop));
        values.put("import_id", client.post(WebhooksRoute.CREATE_IMPORT.path(), body("CREATE_IMPORT.json")).data()
                .path("id").asText());
        values.put("address_id", customer.at("/addresses/0/id").asText());
        var importShop = Client.newShop();
        values.put("import_shop", importShop);
        values.put("permanent_token", Client.control("POST", "/permanent-token", "{\"shop\":\"" + importShop
                + "\",\"scope\":\"" + ConnectStoreIT.SCOPES + "\"}").json().path("access_token").asText());
        values.put("signed_install",
                Client.control("GET", "/install-link?shop=" + Client.newShop(), "").json().path("query").asText());
        values.put("webhook_signature", WebhookSignature.of(body("INTAKE.json").getBytes(UTF_8),
                new ClientSecret("local-secret", Optional.empty())));
        values.put("cookie", client.cookies().getFirst());
        values.put("signed_query", callback.getRawQuery());
        values.put("signed_body", Client.JSON.writeValueAsString(strings));
        values.put("connected_page",
                Running.platform().api() + "/local/connected?shop=" + newShop + "&status=connected");
        return values;
    }

    /// Keeps a delivery about a resource, and gives its id.
    static String delivered(String shop, String topic, String outcome, String resource, Instant at) {
        var received = at.toEpochMilli();
        var id = received + "-" + UUID.randomUUID().toString().replace("-", "");
        // spread as the worker spreads a shop's deliveries
        var shard = Integer.parseInt(Digest.sha256(id).substring(0, 4), 16) % 8;
        var values = new HashMap<>(Map.of("topic", text(topic), "outcome", text(outcome),
                "digest", text("0".repeat(64)), "resource", text(resource), "api_version", text("2026-10"),
                "webhook_id", text("b54557e4-bdd9-4b37-8a5f-bf7d70bcd043")));
        values.putAll(Map.of("received_at", number(received), "triggered_at", number(received - 250), "begun_at",
                number(received + 1_000), "settled_at", number(received + 1_250), "attempts", number(2)));
        keep("deliveries#" + shop + "#" + shard, "delivery#" + id, values);
        return id;
    }

    /// Keeps a customer's request for their data, and gives its id.
    private static String asked(String shop, String customer, String order) {
        var id = String.valueOf(Instant.now().toEpochMilli());
        keep(shop, "privacy#" + id, Map.of("received_at", number(Instant.now().getEpochSecond()), "customer_id",
                text(customer), "email", text("ada.sample@example.com"), "orders",
                AttributeValue.fromL(List.of(text(order)))));
        return id;
    }

    /// Keeps a sync that was canceled at its beginning, and gives its id.
    private static String canceledSync(String shop) {
        var id = Instant.now().toEpochMilli() + "-" + "0".repeat(16);
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        keep(shop, "sync#" + id, Map.of("revision", number(3), "expires_at",
                number(Instant.now().plusSeconds(86_400).getEpochSecond()), "state",
                text(Client.JSON.createObjectNode().put("id", id).put("subject", "CUSTOMERS").put("nightly", false)
                        .put("status", "CANCELED").put("createdAt", now).put("from", "2026-01-01T00:00:00Z")
                        .put("until", now).put("cursor", "2026-01-01T00:00:00Z").put("step", 1).put("revision", 3)
                        .put("most", 25_000).put("total", 3).put("roots", 0).put("rows", 0).put("changed", 0)
                        .put("failures", 0).put("endedAt", now).toString())));
        return id;
    }

    /// Keeps a report that is ready, and gives its id.
    private static String readyReport(String shop) {
        var id = "1795428000000-" + "0".repeat(16);
        keep(shop, "report#" + id, Map.of("kind", text("SALES"), "cadence", text("DAILY"), "revision", number(3),
                "expires_at", number(Instant.now().plusSeconds(86_400).getEpochSecond()), "state",
                text(Client.JSON.createObjectNode().put("id", id).put("kind", "SALES").put("cadence", "DAILY")
                        .put("from", "2026-11-24").put("to", "2026-11-24").put("zone", "America/New_York")
                        .put("asked", false).put("status", "READY").put("createdAt", "2026-11-25T05:15:00Z")
                        .put("daysDone", 0).put("days", 0).put("partial", false)
                        .put("endedAt", "2026-11-25T05:15:07Z").put("told", true).put("revision", 3).toString())));
        return id;
    }

    private static void keep(String owner, String record, Map<String, AttributeValue> values) {
        var item = new HashMap<>(values);
        item.put("owner", text(owner));
        item.put("record", text(record));
        Running.platform().tables().client()
                .putItem(put -> put.tableName(Running.platform().tables().name(Table.WORK)).item(item));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(String.valueOf(value));
    }

    static JsonNode created(Client client, CommerceRoute route) throws IOException {
        return client.post(route.path(), body(route.name() + ".json")).data();
    }

    private static String body(String name) throws IOException {
        return Client.JSON.readTree(resource(name)).path("body").asText();
    }

    static String filled(String text, Map<String, String> values) throws IOException {
        var filled = Pattern.compile("\\$\\{([a-z_]+)}").matcher(text).replaceAll(match -> {
            var value = values.get(match.group(1));
            assertThat(value).as("placeholder " + match.group(1)).isNotNull();
            var json = Client.JSON.valueToTree(value).toString();
            return Matcher.quoteReplacement(json.substring(1, json.length() - 1));
        });
        Client.JSON.readTree(filled);
        return filled;
    }

    private static void compare(String path, JsonNode expected, JsonNode actual) {
        if (expected.isObject()) {
            assertThat(actual.isObject()).as(path + " is " + actual).isTrue();
            assertThat(actual.properties().stream().map(Map.Entry::getKey)).as(path)
                    .containsExactlyInAnyOrderElementsOf(
                            expected.properties().stream().map(Map.Entry::getKey).toList());
            expected.properties().forEach(
                    field -> compare(path + "." + field.getKey(), field.getValue(), actual.get(field.getKey())));
        } else if (expected.isArray()) {
            assertThat(actual.size()).as(path).isEqualTo(expected.size());
            for (var i = 0; i < expected.size(); i++) {
                compare(path + "[" + i + "]", expected.get(i), actual.get(i));
            }
        } else if (FORMS.containsKey(expected.asText())) {
            assertThat(actual.isTextual()).as(path + " is " + actual).isTrue();
            assertThat(actual.asText()).as(path).matches(FORMS.get(expected.asText()));
        } else if (!expected.asText().equals("<any>")) {
            assertThat(actual).as(path).isEqualTo(expected);
        }
    }

    static String resource(String name) throws IOException {
        return resource("/events/gateway/", name);
    }

    static String resource(String folder, String name) throws IOException {
        try (var stream = SampleEventsIT.class.getResourceAsStream(folder + name)) {
            assertThat(stream).as("sample " + name).isNotNull();
            return new String(stream.readAllBytes(), UTF_8);
        }
    }
}
