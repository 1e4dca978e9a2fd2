package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.fake.aws.Fault;
import com.atom.shopify.routes.LambdaFunction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// The gateway answers as API Gateway does, and functions come and go as on Lambda.
@Isolated("it takes AWS away from everybody")
class GatewayIT {
    private final Client client = Client.ofNewUser();

    @Test
    void whatIsNoRouteIsNotFound() {
        assertThat(client.get("/api/shopify/nothing").response().body()).isEqualTo("{\"message\":\"Not Found\"}");
        assertThat(client.send("PATCH", "/api/shopify/products", null).status()).isEqualTo(404);
        assertThat(client.get("/api/shopify/products/").status()).isEqualTo(404);
        assertThat(client.get("/api/shopify/products/1/2").status()).isEqualTo(404);
    }

    @Test
    void aTokenThatIsOverOrForgedIsUnauthorized() {
        var over = Running.platform().issuer().issue("demo", "", Instant.now().minusSeconds(1)).token();
        var good = Running.platform().token("demo");
        var forged = good.substring(0, good.length() - 6) + "AAAAAA";

        for (var token : new String[]{over, forged, "nonsense", ""}) {
            assertThat(
                    client.send("GET", "/api/auth/shopify/stores", null, "Authorization", "Bearer " + token).status())
                    .isEqualTo(401);
        }
        assertThat(client.send("GET", "/api/auth/shopify/stores", null, "Authorization", "bearer " + good).status())
                .isEqualTo(200);
    }

    @Test
    void onlyConfiguredOriginsAreAllowed() {
        var known = client.send("OPTIONS", "/api/shopify/products", null, "Origin", Running.ORIGIN,
                "Access-Control-Request-Method", "POST");
        var unknown = client.send("GET", "/api/auth/shopify/stores", null, "Origin", "https://evil.example.com");

        assertThat(known.status()).isEqualTo(204);
        assertThat(known.header("access-control-allow-origin")).isEqualTo(Running.ORIGIN);
        assertThat(known.header("access-control-allow-credentials")).isEqualTo("true");
        assertThat(unknown.header("access-control-allow-origin")).isEmpty();
    }

    @Test
    void tokensAreHandedOutLocally() {
        var answer = Client.anonymous().post("/local/token",
                "{\"user_id\":\"somebody\",\"scope\":\"shopify/any-user\"}");

        assertThat(Running.platform().issuer().check(answer.json().path("token").asText())).isPresent();
        assertThat(Client.anonymous().post("/local/token", "{}").status()).isEqualTo(400);
        assertThat(Client.anonymous().post("/local/token", "nonsense").status()).isEqualTo(400);
    }

    @Test
    void aFunctionThatWasKilledIsReplaced() {
        Running.platform().function(LambdaFunction.AUTH).kill();

        assertThat(client.get("/api/auth/shopify/stores").status()).isEqualTo(200);
    }

    @Test
    void tablesThatAreDownAreA503AndComeBack() {
        client.connect(Client.newShop());
        Running.platform().dynamoDb().order("BatchGetItem", new Fault.Fail(), 20);

        assertThat(client.get("/api/shopify/products").error()).isEqualTo("503 service.unavailable");

        Running.platform().dynamoDb().calm();
        assertThat(client.get("/api/shopify/products").status()).isEqualTo(200);
    }

    @Test
    void manyRequestsAtOnceAreAllAnswered() throws Exception {
        client.connect(Client.newShop());
        var waiting = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 20; i++) {
                waiting.add(threads.submit(() -> client.get("/api/shopify/products?limit=1").status()));
            }
            for (var each : waiting) {
                assertThat(each.get()).isEqualTo(200);
            }
        }
    }
}
