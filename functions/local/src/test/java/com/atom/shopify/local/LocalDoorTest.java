package com.atom.shopify.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.fake.aws.FakeEvents;
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
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalDoorTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:08:07Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalIssuer ISSUER = new LocalIssuer("http://127.0.0.1:1/local/issuer",
            Clock.fixed(NOW, ZoneOffset.UTC));
    private static final FakeEvents EVENTS = FakeEvents.start();
    private static final LocalDoor DOOR = new LocalDoor(ISSUER, Optional.of(EVENTS),
            new Schedules(event -> event, Clock.fixed(NOW, ZoneOffset.UTC), _ -> {}));
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static LoopbackServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new LoopbackServer(0, LocalDoorTest::serve);
    }

    @AfterAll
    static void stop() {
        CLIENT.close();
        EVENTS.close();
        server.close();
    }

    @Test
    void beginsAJobAsItsScheduleWould() throws Exception {
        var answer = send("POST", "/local/jobs/refresh-tokens", "");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body())
                .isEqualTo("{\"job\":\"refresh-tokens\",\"scheduled_at\":\"2026-11-23T09:08:07Z\"}");
        assertThat(send("POST", "/local/jobs/no-such-job", "").statusCode()).isEqualTo(404);
    }

    @Test
    void handsOutTokens() throws Exception {
        var answer = send("POST", "/local/token", "{\"user_id\":\"ann\",\"scope\":\"shopify/any-user\"}");

        var body = JSON.readTree(answer.body());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body.path("expires_at").asText()).isEqualTo("2026-11-23T21:08:07Z");
        var claims = ISSUER.check(body.path("token").asText()).orElseThrow();
        assertThat(claims.getSubject()).isEqualTo("ann");
        assertThat(claims.getStringClaim("scope")).isEqualTo("shopify/any-user");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[]", "{}", "{\"user_id\":\" \"}", "{\"user_id\":5}",
            "{\"user_id\":\"ann\",\"scope\":[\"shopify/any-user\"]}"})
    void saysWhatATokenRequestMustBe(String body) throws Exception {
        var answer = send("POST", "/local/token", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).path("message").asText()).contains("user_id");
    }

    @Test
    void theIssuerIsFoundAsOpenIdProvidersAre() throws Exception {
        var configuration = JSON
                .readTree(send("GET", "/local/issuer/.well-known/openid-configuration", "").body());

        assertThat(configuration.path("issuer").asText()).isEqualTo("http://127.0.0.1:1/local/issuer");
        var keys = send("GET", URI.create(configuration.path("jwks_uri").asText()).getPath(), "");
        assertThat(JSON.readTree(keys.body()).at("/keys/0/kty").asText()).isEqualTo("RSA");
    }

    @Test
    void nothingIsPublishedYetAndThereIsNoSuchJob() throws Exception {
        assertThat(send("GET", "/local/events", "").body()).isEqualTo("[]");
        var job = send("POST", "/local/jobs/count-stars", "");
        assertThat(job.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(job.body()).path("message").asText()).contains("no such job");
    }

    @Test
    void thePlatformsPageShowsTextAsText() throws Exception {
        var page = send("GET", "/local/connected?code=%3Cscript%3Ealert(1)%3C/script%3E&state=x", "");

        assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(page.body()).contains("textContent").doesNotContain("innerHTML", "alert(1)", "{{token}}");
    }

    private static HttpResponse<String> send(String method, String path, String body) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            DOOR.serve(exchange);
        }
    }
}
