package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.routes.AuthRoute;
import com.atom.shopify.routes.CommerceRoute;
import com.atom.shopify.routes.Route;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is true of every route, proved for every line of the routes table.
class EveryRouteIT {
    static List<Route> bearerRoutes() {
        return Route.all().stream().filter(route -> route.access() == Route.Access.BEARER).toList();
    }

    static Stream<CommerceRoute> storeRoutes() {
        return Stream.of(CommerceRoute.values());
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
    void aStoreOfAnotherUserIsNotThere(CommerceRoute route) {
        var shop = Client.newShop();
        Client.ofNewUser().connect(shop);

        var stranger = Client.ofNewUser();

        assertThat(stranger.send(route.method().name(), path(route) + "?shop=" + shop, body(route)).error())
                .isEqualTo("404 store.not-found");
        assertThat(stranger.send(route.method().name(), path(route) + "?shop=" + Client.newShop(), body(route)).error())
                .isEqualTo("404 store.not-found");
    }

    @ParameterizedTest
    @MethodSource("storeRoutes")
    void withoutAStoreThereIsNothingToWorkOn(CommerceRoute route) {
        assertThat(Client.ofNewUser().send(route.method().name(), path(route), body(route)).error())
                .isEqualTo("404 store.not-found");
    }

    @ParameterizedTest
    @MethodSource("storeRoutes")
    void amongSeveralStoresOneMustBeNamed(CommerceRoute route) {
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
        var shop = route == AuthRoute.LIST_STORES || route == AuthRoute.PLATFORM_CALLBACK
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
    void everyAnswerCarriesARequestIdAndIsNotStored() {
        var client = Client.ofNewUser();

        var answer = client.get("/api/auth/shopify/stores");
        var refused = client.get("/api/shopify/products");

        assertThat(answer.header("x-request-id")).isNotEmpty();
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(refused.json().at("/error/request_id").asText()).isEqualTo(refused.header("x-request-id"));
        assertThat(refused.json().path("ok").asBoolean(true)).isFalse();
    }

    private static String path(Route route) {
        return route.path().replace("{id}", "1");
    }

    /// The body of the route's sample event, with 1 for every id and nothing signed; none for GET and DELETE.
    private static byte @Nullable [] body(Route route) {
        var body = SampleEventsIT.sample(route).path("body");
        return body.isMissingNode()
                ? null
                : body.asText().replace("${signed_body}", "{}").replaceAll("\\$\\{[a-z_]+}", "1")
                        .getBytes(UTF_8);
    }
}
