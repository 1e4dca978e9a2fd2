package com.atom.shopify.admin;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.http.Delivery;
import com.atom.shopify.http.Transport;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.time.Deadline;
import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs operations on a store's Admin API. Each call goes down a short chain of single concerns: the token, the store's budget
/// ([Pacing]), sending ([Transport]), what the answer means ([Classification]), and here, trying again.
///
/// A query is tried again after trouble. A mutation is tried again only when it was certainly not executed; when nobody knows,
/// the answer is `write.outcome-unknown` and never a second send. Nothing waits past the deadline, and no mutation is sent
/// with less than ten seconds left.
@Singleton
public final class AdminApi {
    private static final Logger LOG = LoggerFactory.getLogger(AdminApi.class);
    private static final Duration ATTEMPT = Duration.ofSeconds(12);
    private static final Duration LEFT_FOR_A_WRITE = Duration.ofSeconds(10);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(250);
    private static final int MOST_TRIES = 4;

    private final AccessTokens tokens;
    private final ShopifySettings settings;
    private final Pacing pacing;
    private final Transport transport;
    private final ServedVersion served;
    private final Classification classification;
    private final ObjectMapper json;
    private final Pause pause;
    private final RandomGenerator random;

    AdminApi(AccessTokens tokens, ShopifySettings settings, Pacing pacing, Transport transport, ServedVersion served,
            Classification classification, ObjectMapper json, Pause pause, RandomGenerator random) {
        this.tokens = tokens;
        this.settings = settings;
        this.pacing = pacing;
        this.transport = transport;
        this.served = served;
        this.classification = classification;
        this.json = json;
        this.pause = pause;
        this.random = random;
    }

    @Serdeable
    record Body(String query, Map<String, ? extends @Nullable Object> variables, String operationName) {}

    /// Runs with the store's own token.
    public <R> R run(ShopDomain shop, Operation.Call<R> call, Deadline deadline) {
        return runWith(tokens.of(shop), shop, call, deadline);
    }

    /// Runs with a token that is not stored yet.
    public <R> R runWith(AccessToken token, ShopDomain shop, Operation.Call<R> call, Deadline deadline) {
        var operation = call.operation();
        var body = write(new Body(operation.document(), call.variables(), operation.name()));
        for (var tries = 1;; tries++) {
            waitFor(pacing.reserve(shop, operation.name()), deadline);
            switch (send(token, shop, operation, body, deadline)) {
                case Outcome.Answered(var data) -> {
                    return read(data, operation);
                }
                case Outcome.Throttled(var wait) -> waitFor(wait.plus(jitter(wait)), deadline);
                case Outcome.NotExecuted(var failure) -> backOffOrThrow(tries, failure, deadline);
                case Outcome.Unclear(var failure) -> {
                    if (operation.writes()) {
                        LOG.atWarn().addKeyValue("operation", operation.name()).addKeyValue("shop", shop)
                                .addKeyValue("code", failure.code()).log("outcome of a write is unknown");
                        throw new FailureException(new Failure.Conflict("write.outcome-unknown",
                                "Shopify may or may not have done this; look before you try again."));
                    }
                    backOffOrThrow(tries, failure, deadline);
                }
                case Outcome.TokenRefused _ -> {
                    tokens.refused(shop, token);
                    throw new FailureException(new Failure.ReauthRequired(shop));
                }
                case Outcome.Refused(var failure) -> throw new FailureException(failure);
            }
        }
    }

    private Outcome send(AccessToken token, ShopDomain shop, Operation<?> operation, byte[] body, Deadline deadline) {
        var left = deadline.left();
        if (left.isZero() || (operation.writes() && left.compareTo(LEFT_FOR_A_WRITE) < 0)) {
            return new Outcome.Refused(
                    new Failure.TimedOut("shopify.timeout", "There was no time left to ask Shopify."));
        }
        var delivery = transport.post(
                URI.create(settings.endpoint(shop) + "/admin/api/" + settings.apiVersion() + "/graphql.json"),
                Map.of("Content-Type", "application/json", "Accept", "application/json",
                        "X-Shopify-Access-Token", token.reveal()),
                body, left.compareTo(ATTEMPT) < 0 ? left : ATTEMPT);
        if (delivery instanceof Delivery.Reply reply) {
            served.note(reply, operation.name());
        }
        return classification.of(delivery, shop, operation.name(),
                cost -> pacing.learn(shop, operation.name(), cost));
    }

    private void backOffOrThrow(int tries, Failure failure, Deadline deadline) {
        var wait = FIRST_BACK_OFF.multipliedBy(1L << (tries - 1));
        wait = wait.plus(jitter(wait));
        if (tries >= MOST_TRIES || !deadline.allows(wait)) {
            throw new FailureException(failure);
        }
        sleep(wait);
    }

    private void waitFor(Duration wait, Deadline deadline) {
        if (wait.isZero()) {
            return;
        }
        if (!deadline.allows(wait)) {
            throw new FailureException(new Failure.Limited("shopify.throttled",
                    "The store's budget at Shopify is used up for now.", wait));
        }
        sleep(wait);
    }

    private void sleep(Duration wait) {
        try {
            pause.of(wait);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FailureException(
                    new Failure.Unavailable("service.stopping", "The service is stopping; try again."));
        }
    }

    private Duration jitter(Duration wait) {
        return Duration.ofMillis(random.nextLong(wait.toMillis() / 4 + 1));
    }

    private <R> R read(JsonNode data, Operation<R> operation) {
        try {
            var answer = json.readValueFromTree(data, Argument.of(operation.answer()));
            if (answer != null) {
                return answer;
            }
        } catch (IOException | RuntimeException wrongShape) {
            LOG.atError().addKeyValue("operation", operation.name())
                    .addKeyValue("problem", wrongShape.getClass().getName())
                    .log("shopify's data does not fit");
        }
        throw new FailureException(Classification.BAD_ANSWER);
    }

    private byte[] write(Body body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (IOException impossible) {
            throw new IllegalStateException("variables that cannot be written", impossible);
        }
    }
}
