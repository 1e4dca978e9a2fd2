package com.atom.shopify.admin;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.http.Delivery;
import com.atom.shopify.id.ShopDomain;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place that says what an answer of the Admin API means (shopify.dev, response codes and rate limits):
///
/// | Answer | Meaning | Code |
/// |---|---|---|
/// | 200 with data and no errors | answered | |
/// | 200 `THROTTLED`, 429 | not executed, wait | `shopify.throttled` |
/// | 200 `ACCESS_DENIED`, 403 | refused | `scopes.missing`, `customer-data.not-approved` |
/// | 200 `MAX_COST_EXCEEDED` or any other error, 400, 409, 422, 3xx, not JSON | refused; a bug of ours or theirs | `shopify.bad-answer` |
/// | 200 `INTERNAL_SERVER_ERROR`, 5xx, cut | unclear | `shopify.unavailable` |
/// | 200 `TIMEOUT`, no answer in time, 504 | unclear | `shopify.timeout` |
/// | 401 | the token is dead | `store.reauth-required` |
/// | 403 about non-expiring tokens | the store must be connected again | `store.reauth-required` |
/// | 402, 423 | refused until the merchant settles it with Shopify | `store.frozen`, `store.locked` |
/// | 404 | refused: no such shop, or closed | `shopify.shop-not-found` |
/// | 430 | refused as suspicious | `shopify.rejected` |
///
/// Data beside errors is partial and never given out. No text of Shopify's gets into a failure.
@Singleton
final class Classification {
    private static final Logger LOG = LoggerFactory.getLogger(Classification.class);
    private static final Duration LEAST_WAIT = Duration.ofSeconds(1);
    private static final Pattern SCOPE = Pattern.compile("\\b(read|write)_[a-z_]+\\b");
    private static final Pattern PROTECTED = Pattern.compile("(?i)not approved|protected customer data");
    private static final Pattern PERMANENT_TOKEN = Pattern.compile("(?i)non-expiring");

    static final Failure BAD_ANSWER = new Failure.Upstream("shopify.bad-answer",
            "Shopify gave an answer that makes no sense to us.");
    private static final Failure DOWN = new Failure.Upstream("shopify.unavailable", "Shopify failed; try again.");
    private static final Failure SLOW = new Failure.TimedOut("shopify.timeout", "Shopify did not answer in time.");

    private final ObjectMapper json;

    Classification(ObjectMapper json) {
        this.json = json;
    }

    /// The meaning of a delivery; what it says of its cost goes to `learn`.
    Outcome of(Delivery delivery, ShopDomain shop, String operation, Consumer<Cost> learn) {
        return switch (delivery) {
            case Delivery.NotSent _ -> new Outcome.NotExecuted(DOWN);
            case Delivery.Cut _ -> new Outcome.Unclear(DOWN);
            case Delivery.TimedOut _ -> new Outcome.Unclear(SLOW);
            case Delivery.Reply reply -> of(reply, shop, operation, learn);
        };
    }

    private Outcome of(Delivery.Reply reply, ShopDomain shop, String operation, Consumer<Cost> learn) {
        return switch (reply.status()) {
            case 200 -> ofBody(reply, operation, learn);
            case 401 -> new Outcome.TokenRefused();
            case 402 -> new Outcome.Refused(new Failure.Conflict("store.frozen",
                    "Shopify has frozen the store until its merchant pays."));
            case 403 -> forbidden(reply, shop);
            case 404 -> new Outcome.Refused(new Failure.Upstream("shopify.shop-not-found",
                    "Shopify does not know this store, or it is closed."));
            case 423 -> new Outcome.Refused(new Failure.Conflict("store.locked", "Shopify has locked the store."));
            case 429 -> new Outcome.Throttled(retryAfter(reply));
            case 430 -> new Outcome.Refused(new Failure.Upstream("shopify.rejected",
                    "Shopify rejected the request as suspicious."));
            case 504 -> new Outcome.Unclear(SLOW);
            default -> reply.status() >= 500 ? new Outcome.Unclear(DOWN) : bad(operation, "status " + reply.status());
        };
    }

    private static Outcome forbidden(Delivery.Reply reply, ShopDomain shop) {
        var text = reply.body();
        return new Outcome.Refused(PERMANENT_TOKEN.matcher(text).find()
                ? new Failure.ReauthRequired(shop)
                : scopesMissing(text));
    }

    private Outcome ofBody(Delivery.Reply reply, String operation, Consumer<Cost> learn) {
        var body = parse(reply.body());
        if (body == null || !body.isObject()) {
            return bad(operation, "not a JSON object");
        }
        var cost = Cost.of(body);
        if (cost != null) {
            learn.accept(cost);
        }
        var errors = body.get("errors");
        if (errors != null && !(errors.isArray() && errors.size() == 0)) {
            return ofErrors(errors, cost, operation);
        }
        var data = body.get("data");
        return data != null && data.isObject() ? new Outcome.Answered(data) : bad(operation, "no data");
    }

    private static Outcome ofErrors(JsonNode errors, @Nullable Cost cost, String operation) {
        if (!errors.isArray()) {
            return bad(operation, "errors that are no list");
        }
        var all = StreamSupport.stream(errors.values().spliterator(), false).toList();
        var codes = all.stream().map(Classification::code).toList();
        if (codes.contains("THROTTLED")) {
            return new Outcome.Throttled(cost == null ? LEAST_WAIT : cost.untilAffordable());
        }
        if (codes.contains("ACCESS_DENIED")) {
            var texts = all.stream()
                    .map(error -> text(error, "message") + " " + text(error.get("extensions"), "requiredAccess"))
                    .toList();
            return new Outcome.Refused(accessDenied(String.join(" ", texts)));
        }
        if (codes.contains("INTERNAL_SERVER_ERROR")) {
            return new Outcome.Unclear(DOWN);
        }
        if (codes.contains("TIMEOUT")) {
            return new Outcome.Unclear(SLOW);
        }
        return bad(operation, "errors " + codes);
    }

    private static Failure accessDenied(String text) {
        return PROTECTED.matcher(text).find()
                ? new Failure.Forbidden("customer-data.not-approved",
                        "Shopify has not approved this app for the customer data that this needs.")
                : scopesMissing(text);
    }

    private static Failure scopesMissing(String text) {
        var named = SCOPE.matcher(text).results().map(result -> result.group()).distinct()
                .map(scope -> Failure.Detail.ofValue("scope", "is not granted", scope)).toList();
        return new Failure.Forbidden("scopes.missing", "The store has not granted the access that this needs.", named);
    }

    /// Says what is wrong without quoting anything.
    private static Outcome bad(String operation, String what) {
        LOG.atError().addKeyValue("operation", operation).addKeyValue("what", what).log("shopify answered nonsense");
        return new Outcome.Refused(BAD_ANSWER);
    }

    private static Duration retryAfter(Delivery.Reply reply) {
        var seconds = reply.headers().firstValue("Retry-After").orElse("");
        var wait = seconds.matches("[0-9]{1,5}(\\.[0-9]{1,3})?")
                ? Duration.ofMillis((long) (Double.parseDouble(seconds) * 1000))
                : LEAST_WAIT;
        return wait.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : wait;
    }

    private @Nullable JsonNode parse(String body) {
        try {
            return json.readValue(body, JsonNode.class);
        } catch (IOException notJson) {
            return null;
        }
    }

    private static String code(JsonNode error) {
        return text(error.get("extensions"), "code");
    }

    private static String text(@Nullable JsonNode object, String name) {
        var value = object == null || !object.isObject() ? null : object.get(name);
        return value == null || !value.isString() ? "" : value.getStringValue();
    }
}
