package com.atom.shopify.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RouteTest {
    @Test
    void namesAndKeysAreUnique() {
        assertThat(Route.all()).extracting(Route::name).doesNotHaveDuplicates();
        assertThat(Route.all()).extracting(Route::key).doesNotHaveDuplicates();
    }

    @Test
    void everyFunctionBehindTheGatewayServesARoute() {
        assertThat(Route.all().stream().map(Route::function).distinct()).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(LambdaFunction.values()).filter(LambdaFunction::servesRoutes).toList());
    }

    @Test
    void onlyWhatShopifySignsTheDescriptionAndTheLivenessArePublic() {
        assertThat(Route.all()).filteredOn(route -> route.access() == Route.Access.PUBLIC)
                .containsExactly(AuthRoute.BROWSER_CALLBACK, AuthRoute.INSTALL, HealthRoute.OPENAPI, HealthRoute.HEALTH,
                        IntakeRoute.INTAKE, IntakeRoute.OWN_APP_INTAKE);
    }

    @Test
    void pathsAreLowerCaseBelowTheApi() {
        assertThat(Route.api()).extracting(Route::path).allSatisfy(path -> {
            assertThat(path).startsWith("/api/").isEqualTo(path.toLowerCase(Locale.ROOT));
        });
    }
}
