package com.atom.shopify.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.fake.aws.FakeEvents;
import com.atom.shopify.routes.Job;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/// What exists only on a laptop, below `/local`: bearer tokens for the asking, the issuer's keys, jobs that run now, and a stand-in
/// for the platform's page, so that a browser alone can connect a store.
final class LocalDoor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USER = "demo";

    private static final String JOBS = "/local/jobs/";

    private final LocalIssuer issuer;
    private final Optional<FakeEvents> events;
    private final Schedules schedules;
    private final String page;

    /// @param events what is published, if it can be seen
    LocalDoor(LocalIssuer issuer, Optional<FakeEvents> events, Schedules schedules) {
        this.issuer = issuer;
        this.events = events;
        this.schedules = schedules;
        this.page = resource("connected.html");
    }

    void serve(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var call = exchange.getRequestMethod() + " " + path;
        switch (call) {
            case "POST /local/token" -> token(exchange);
            case "GET /local/connected" -> html(exchange);
            case "GET /local/events" -> events(exchange);
            case "GET /local/issuer/.well-known/jwks.json" -> json(exchange, 200, issuer.keys());
            case "GET /local/issuer/.well-known/openid-configuration" ->
                json(exchange, 200, JSON.writeValueAsString(issuer.configuration()));
            default -> {
                if (call.startsWith("POST " + JOBS)) {
                    job(exchange, path.substring(JOBS.length()));
                } else {
                    Gateway.message(exchange, 404, "Not Found");
                }
            }
        }
    }

    private void events(HttpExchange exchange) throws IOException {
        if (events.isPresent()) {
            json(exchange, 200, published(events.get()));
        } else {
            Gateway.message(exchange, 404, "Events are on the bus of another AWS");
        }
    }

    /// What the product has published, oldest first.
    private static String published(FakeEvents events) {
        var all = JSON.createArrayNode();
        events.events().forEach(event -> all.addObject().put("id", event.id()).put("bus", event.bus())
                .put("source", event.source()).put("detail-type", event.detailType())
                .put("time", event.time().toString()).set("detail", event.detail()));
        return all.toString();
    }

    private void job(HttpExchange exchange, String id) throws IOException {
        var job = Job.of(id);
        if (job.isEmpty()) {
            Gateway.message(exchange, 404, "There is no such job");
            return;
        }
        try {
            json(exchange, 202, schedules.run(job.get()));
        } catch (TimeoutException | FunctionError failed) {
            Gateway.message(exchange, 500, "The job did not begin; see the log");
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        var wish = read(exchange);
        var user = wish.path("user_id");
        var scope = wish.path("scope");
        if (!user.isTextual() || user.asText().isBlank() || !(scope.isTextual() || scope.isMissingNode())) {
            Gateway.message(exchange, 400, "The body must be {\"user_id\":\"…\",\"scope\":\"…\"}, scope is optional.");
            return;
        }
        var token = issuer.issue(user.asText(), scope.asText(""));
        json(exchange, 200, JSON.createObjectNode().put("token", token.token())
                .put("expires_at", token.expiresAt().toString()).toString());
    }

    private static JsonNode read(HttpExchange exchange) throws IOException {
        try {
            return JSON.readTree(exchange.getRequestBody().readNBytes(10_000));
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }

    private void html(HttpExchange exchange) throws IOException {
        var token = issuer.issue(USER, "").token();
        exchange.getResponseHeaders().set("content-type", "text/html; charset=utf-8");
        Gateway.send(exchange, 200, page.replace("{{token}}", token).getBytes(UTF_8));
    }

    private static void json(HttpExchange exchange, int status, String json) throws IOException {
        exchange.getResponseHeaders().set("content-type", "application/json");
        Gateway.send(exchange, status, json.getBytes(UTF_8));
    }

    private static String resource(String name) {
        try (var stream = LocalDoor.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("no " + name);
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
