package com.atom.shopify.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class RouteTest {
    @Test
    void namesAndKeysAreUnique() {
        assertThat(Route.all()).extracting(Route::name).doesNotHaveDuplicates();
        assertThat(Route.all()).extracting(Route::key).doesNotHaveDuplicates();
    }

    @Test
    void everyFunctionServesARoute() {
        assertThat(Route.all()).extracting(Route::function).contains(LambdaFunction.values());
    }

    @Test
    void onlyWhatShopifySignsAndTheDescriptionArePublic() {
        assertThat(Route.all()).filteredOn(route -> route.access() == Route.Access.PUBLIC)
                .containsExactly(AuthRoute.BROWSER_CALLBACK, AuthRoute.INSTALL, HealthRoute.OPENAPI);
    }

    @Test
    void pathsAreLowerCaseBelowTheApi() {
        assertThat(Route.all()).extracting(Route::path).allSatisfy(path -> {
            assertThat(path).startsWith("/api/").isEqualTo(path.toLowerCase(Locale.ROOT));
        });
    }
}
