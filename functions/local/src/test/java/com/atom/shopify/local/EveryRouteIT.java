package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.routes.AuthRoute;
import com.atom.shopify.routes.HealthRoute;
import com.atom.shopify.routes.InsightsRoute;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Route;
import com.atom.shopify.routes.WebhooksRoute;
import com.atom.shopify.tables.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What is true of every route, proved for every line of the routes table.
class EveryRouteIT {
    /// What a store that was just connected has none of.
    private static final Set<Route> EMPTY_AT_FIRST = Set.of(WebhooksRoute.LIST_DELIVERIES,
            WebhooksRoute.LIST_PRIVACY_REQUESTS, InsightsRoute.LIST_REPORTS);
    /// What nobody can say of such a store.
    private static final Set<Route> UNKNOWN_AT_FIRST = Set.of(InsightsRoute.READ_FORECAST,
            InsightsRoute.READ_SEGMENTS, InsightsRoute.READ_COHORTS, InsightsRoute.READ_BOUGHT_TOGETHER);

    static List<Route> bearerRoutes() {
        return Route.all().stream().filter(route -> route.access() == Route.Access.BEARER).toList();
    }

    static List<Route> storeRoutes() {
        return Route.all().stream().filter(route -> !route.scopes().isEmpty()
                || Set.of(AuthRoute.REFRESH_TOKEN, HealthRoute.TOKEN_HEALTH, HealthRoute.CONNECTION_HEALTH)
                        .contains(route)
                || route.function() == LambdaFunction.WEBHOOKS).toList();
    }

    static List<Route> listRoutes() {
        return storeRoutes().stream()
                .filter(route -> route.method() == Route.HttpMethod.GET && !route.path().contains("{")).toList();
    }

    @ParameterizedTest
    @MethodSource("bearerRoutes")
    void withoutATokenNobodyGetsIn(Route route) {
        var refused = Client.anonymous().send(route.method().name(), path(route), body(route));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.response().body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    }

    @ParameterizedTest
    @MethodSource("storeRoutes")
    void aStoreOfAnotherUserIsNotThere(Route route) {
        var shop = Client.newShop();
        Client.ofNewUser().connect(shop);

        var stranger = Client.ofNewUser();
        var asked = requests(shop);

        assertThat(stranger.send(route.method().name(), path(route) + "?shop=" + shop, body(route)).error())
                .isEqualTo("404 store.not-found");
        assertThat(requests(shop)).isEqualTo(asked);
        assertThat(stranger.send(route.method().name(), path(route) + "?shop=" + Client.newShop(), body(route)).error())
                .isEqualTo("404 store.not-found");
    }

    @ParameterizedTest
    @MethodSource("listRoutes")
    void aListOfAllStoresHoldsNoneOfAnotherUser(Route route) {
        var others = Client.newShop();
        var own = Client.newShop();
        Client.ofNewUser().connect(others);
        var asked = requests(others);

        var list = Client.ofNewUser().connect(own).get(path(route) + "?shop=*&limit=5");

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.data().path("failed")).extracting(failed -> failed.path("shop").asText() + " "
                + failed.path("code").asText()).isEqualTo(UNKNOWN_AT_FIRST.contains(route)
                        ? List.of(own + " insights.too-little-data")
                        : List.of());
        var found = list.data().path(list.data().has("shops") ? "shops" : "items");
        assertThat(found.isEmpty()).isEqualTo(EMPTY_AT_FIRST.contains(route) || UNKNOWN_AT_FIRST.contains(route));
        assertThat(found)
                .allSatisfy(item -> assertThat(item.path("shop").asText()).isEqualTo(own));
        assertThat(requests(others)).isEqualTo(asked);
    }

    @ParameterizedTest
    @MethodSource("bearerRoutes")
    void whoAsksTooOftenHasToWait(Route route) {
        var client = Client.ofNewUser();
        var minute = Instant.now().getEpochSecond() / 60 * 60;
        for (var window : List.of(minute, minute + 60)) {
            Running.platform().tables().client().putItem(put -> put
                    .tableName(Running.platform().tables().name(Table.ONCE))
                    .item(Map.of("key", AttributeValue.fromS("rate#" + client.user() + " " + window),
                            "taken", AttributeValue.fromN("1000000"))));
        }

        var refused = client.send(route.method().name(), path(route), body(route));

        assertThat(refused.error()).isEqualTo("429 rate.limited");
        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 60);
    }

    @ParameterizedTest
    @MethodSource("storeRoutes")
    void withoutAStoreThereIsNothingToWorkOn(Route route) {
        assertThat(Client.ofNewUser().send(route.method().name(), path(route), body(route)).error())
                .isEqualTo("404 store.not-found");
    }

    @ParameterizedTest
    @MethodSource("storeRoutes")
    void amongSeveralStoresOneMustBeNamed(Route route) {
        var one = Client.newShop();
        var two = Client.newShop();
        var client = Client.ofNewUser().connect(one).connect(two);

        var refused = client.send(route.method().name(), path(route), body(route));

        assertThat(refused.error()).isEqualTo("400 shop.required -:shop -:shop");
        assertThat(Set.of(refused.json().at("/error/details/0/value").asText(),
                refused.json().at("/error/details/1/value").asText())).isEqualTo(Set.of(one, two));
    }

    @ParameterizedTest
    @MethodSource("bearerRoutes")
    void nobodyActsForAnotherUserAndNoUnknownParameterIsIgnored(Route route) {
        var client = Client.ofNewUser();
        var shop = Set
                .of(AuthRoute.LIST_STORES, AuthRoute.PLATFORM_CALLBACK, AuthRoute.IMPORT_TOKEN,
                        HealthRoute.HEALTH_SUMMARY)
                .contains(route)
                        ? ""
                        : "&shop=" + Client.newShop();

        assertThat(
                client.send(route.method().name(), path(route) + "?user_id=somebody-else" + shop, body(route)).error())
                .isEqualTo("403 user.forbidden");
        assertThat(client.send(route.method().name(), path(route) + "?limti=5" + shop, body(route)).error())
                .isEqualTo("400 request.invalid limti:unknown");
    }

    @Test
    void aTrustedCallerActsForAnotherUser() {
        var shop = Client.newShop();
        var owner = Client.ofNewUser().connect(shop);
        var platform = new Client(Running.platform(), "platform", "shopify/any-user", "shopify/operator");

        assertThat(platform.get("/api/shopify/products?limit=1&user_id=" + owner.user()).status()).isEqualTo(200);
        assertThat(platform.get("/api/shopify/products?limit=1").error()).isEqualTo("404 store.not-found");
    }

    @Test
    void everyAnswerCarriesARequestIdAndNoneIsUsedUnasked() {
        var client = Client.ofNewUser();

        var answer = client.get("/api/auth/shopify/stores");
        var refused = client.get("/api/shopify/products");

        assertThat(answer.header("x-request-id")).isNotEmpty();
        assertThat(answer.header("cache-control")).isEqualTo("private, no-cache");
        assertThat(refused.header("cache-control")).isEqualTo("no-store");
        assertThat(refused.json().at("/error/request_id").asText()).isEqualTo(refused.header("x-request-id"));
        assertThat(refused.json().path("ok").asBoolean(true)).isFalse();
    }

    /// The path with an id that has the form which the route takes.
    static String path(Route route) {
        return route.path().replace("{id}", switch (route) {
            case WebhooksRoute ours -> id(ours);
            case InsightsRoute _ -> "1795428000000-" + "0".repeat(16);
            default -> "1";
        });
    }

    private static String id(WebhooksRoute route) {
        return switch (route) {
            case REPLAY_DELIVERY -> "1795428000000-" + "0".repeat(32);
            case READ_SYNC, CANCEL_SYNC, RESUME_SYNC, START_IMPORT, READ_IMPORT ->
                "1795428000000-" + "0".repeat(16);
            case LIST_WEBHOOKS, MANAGE_WEBHOOKS, LIST_DELIVERIES, START_SYNC, CREATE_IMPORT, LIST_PRIVACY_REQUESTS,
                    READ_PRIVACY_REQUEST ->
                "1";
        };
    }

    /// The body of the route's sample event, with some id wherever it names one.
    static byte @Nullable [] body(Route route) {
        try {
            var body = Client.JSON.readTree(SampleEventsIT.resource(route.name() + ".json")).path("body");
            return body.isTextual() ? body.asText().replaceAll("\\$\\{[a-z_]+}", "1").getBytes(UTF_8) : null;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int requests(String shop) {
        return Client.control("GET", "/requests?shop=" + shop, "").json().size();
    }
}
