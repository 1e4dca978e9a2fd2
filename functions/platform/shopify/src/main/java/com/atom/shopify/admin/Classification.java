package com.atom.shopify.admin;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.http.Delivery;
import com.atom.shopify.http.Trouble;
import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place that says what an answer of the Admin API means (shopify.dev, response codes and rate limits):
///
/// | Answer | Outcome | Code when it ends there |
/// |---|---|---|
/// | 200 with data and no errors | answered | |
/// | 200 `THROTTLED`, 429 | throttled: not executed, wait | `shopify.throttled` |
/// | 200 `MAX_COST_EXCEEDED`, or throttled for more than the bucket ever holds | refused: a bug of ours | `shopify.bad-answer` |
/// | 200 `ACCESS_DENIED`, 403 | refused | `customer-data.not-approved`, `scopes.missing` |
/// | 200 `INTERNAL_SERVER_ERROR`, 500 and above, cut | unclear | `shopify.unavailable` |
/// | 200 `TIMEOUT`, 504, no whole answer in time | unclear | `shopify.timeout` |
/// | 200 with any other error | refused | `shopify.bad-answer` |
/// | 200 with a final error beside data | unusable: partial data is never given out | the error's |
/// | 200 without data, other 2xx, not JSON, not readable | unusable | `shopify.bad-answer` |
/// | 401, 403 about a permanent token | token refused | `store.reauth-required` |
/// | 402, 423 | refused until the merchant settles it with Shopify | `store.frozen`, `store.locked` |
/// | 404 | refused: no such shop, or closed | `shopify.shop-not-found` |
/// | 430 | refused as suspicious | `shopify.rejected` |
/// | 400, 409, 422, any other | refused: a bug of ours or theirs | `shopify.bad-answer` |
/// | no connection | not executed | `shopify.unavailable` |
///
/// A mutation that ends unclear or unusable is `write.outcome-unknown` instead ([Retry]). No text of Shopify's gets into a
/// failure, but for the names of missing scopes.
@Singleton
final class Classification {
    private static final Logger LOG = LoggerFactory.getLogger(Classification.class);
    private static final Duration UNKNOWN_WAIT = Duration.ofSeconds(1);
    private static final int MOST_CODES = 5;
    private static final Pattern SCOPE = Pattern.compile("\\b(read|write)_[a-z_]{1,60}\\b");
    private static final Pattern PROTECTED = Pattern.compile("(?i)not approved|protected[ -]customer[ -]data");
    private static final Pattern PERMANENT_TOKEN = Pattern.compile("(?i)non-expiring");

    private final ObjectMapper json;

    Classification(ObjectMapper json) {
        this.json = json;
    }

    Verdict of(Delivery delivery, Operation<?> operation) {
        return switch (delivery) {
            case Delivery.Reply reply when reply.status() == 200 -> ofBody(reply.body(), operation);
            case Delivery.Reply reply -> Verdict.of(ofStatus(reply, operation));
            case Delivery.Unreadable(var status) when status >= 500 ->
                Verdict.of(new Outcome.Unclear(Trouble.unavailable()));
            case Delivery.Unreadable _ -> Verdict.of(unusable(operation, "too long, or not UTF-8"));
            case Delivery.NotSent _ -> Verdict.of(new Outcome.NotExecuted(Trouble.unavailable()));
            case Delivery.Cut _ -> Verdict.of(new Outcome.Unclear(Trouble.unavailable()));
            case Delivery.TimedOut _ -> Verdict.of(new Outcome.Unclear(Trouble.timedOut()));
        };
    }

    private Outcome ofStatus(Delivery.Reply reply, Operation<?> operation) {
        return switch (reply.status()) {
            case 401 -> new Outcome.TokenRefused();
            case 402 -> new Outcome.Refused(Trouble.frozen());
            case 403 -> forbidden(reply);
            case 404 -> new Outcome.Refused(Trouble.shopNotFound());
            case 423 -> new Outcome.Refused(Trouble.locked());
            case 429 -> new Outcome.Throttled(Trouble.retryAfter(reply));
            case 430 -> new Outcome.Refused(Trouble.rejected());
            case 504 -> new Outcome.Unclear(Trouble.timedOut());
            default -> ofAnyStatus(reply.status(), operation);
        };
    }

    private static Outcome ofAnyStatus(int status, Operation<?> operation) {
        if (status >= 500) {
            return new Outcome.Unclear(Trouble.unavailable());
        }
        if (status < 300) {
            return unusable(operation, "status " + status);
        }
        logNonsense(operation, "status " + status);
        return new Outcome.Refused(Trouble.badAnswer());
    }

    /// The body is `{"errors":"…"}`.
    private Outcome forbidden(Delivery.Reply reply) {
        var text = text(parse(reply.body()), "errors");
        return PERMANENT_TOKEN.matcher(text).find()
                ? new Outcome.TokenRefused()
                : new Outcome.Refused(accessDenied(text));
    }

    /// Around the data of every answer.
    @Serdeable
    record Envelope<R>(@Nullable R data, @Nullable JsonNode errors, @Nullable JsonNode extensions) {}

    /// The usual answer is read once, straight into its record; any other again, as a tree.
    private Verdict ofBody(String text, Operation<?> operation) {
        var envelope = envelope(text, operation).envelope();
        var data = envelope == null ? null : envelope.data();
        return envelope != null && data != null && isNothing(envelope.errors()) && Completeness.of(data)
                ? new Verdict(new Outcome.Answered(data, List.of()), Cost.of(envelope.extensions()))
                : ofTree(text, operation);
    }

    private Verdict ofTree(String text, Operation<?> operation) {
        var body = parse(text);
        if (body == null || !body.isObject()) {
            return Verdict.of(unusable(operation, "not a JSON object"));
        }
        var cost = Cost.of(body.get("extensions"));
        var data = body.get("data");
        var errors = body.get("errors");
        if (errors != null && !isNothing(errors)) {
            var withheld = operation.toleratesWithheld() && hasSomething(data) ? withheld(errors) : List.<String>of();
            return new Verdict(withheld.isEmpty()
                    ? ofErrors(errors, hasSomething(data), cost, operation)
                    : answered(text, operation, withheld), cost);
        }
        return new Verdict(data != null && data.isObject()
                ? answered(text, operation, List.of())
                : unusable(operation, "no data"), cost);
    }

    private static boolean isNothing(@Nullable JsonNode errors) {
        return errors == null || errors.isNull() || (errors.isArray() && errors.size() == 0);
    }

    /// What reading gave, or what kept it from reading.
    private record Reading(@Nullable Envelope<?> envelope, String problem) {}

    /// Reads from the text, because a tree of nodes holds fractions as doubles.
    private Reading envelope(String text, Operation<?> operation) {
        try {
            return new Reading(json.readValue(text, Argument.of(Envelope.class, operation.answer())), "incomplete");
        } catch (IOException | RuntimeException wrongShape) {
            // The exception's own message may quote data, so only its kind is told.
            return new Reading(null, wrongShape.getClass().getName());
        }
    }

    private Outcome answered(String text, Operation<?> operation, List<String> withheld) {
        var reading = envelope(text, operation);
        var data = reading.envelope() == null ? null : reading.envelope().data();
        if (data != null && Completeness.of(data)) {
            return new Outcome.Answered(data, withheld);
        }
        LOG.atError().addKeyValue("operation", operation).addKeyValue("problem", reading.problem())
                .log("shopify's data does not fit");
        return new Outcome.Unusable(Trouble.badAnswer());
    }

    /// The paths of the fields that Shopify withholds, without the places in lists; none when anything else is wrong too.
    private static List<String> withheld(JsonNode errors) {
        var paths = new ArrayList<String>();
        for (var error : errors.isArray() ? errors.values() : List.<JsonNode>of()) {
            var path = child(error, "path");
            if (!"ACCESS_DENIED".equals(text(child(error, "extensions"), "code")) || path == null || !path.isArray()
                    || !PROTECTED.matcher(text(error, "message")).find()) {
                return List.of();
            }
            paths.add(StreamSupport.stream(path.values().spliterator(), false).filter(JsonNode::isString)
                    .map(JsonNode::getStringValue).collect(Collectors.joining(".")));
        }
        return paths;
    }

    /// Where several errors differ, the one that says most about what to do counts.
    private static Outcome ofErrors(JsonNode errors, boolean besideData, @Nullable Cost cost, Operation<?> operation) {
        if (!errors.isArray()) {
            return unusable(operation, "errors that are no list");
        }
        var all = StreamSupport.stream(errors.values().spliterator(), false).toList();
        var codes = all.stream().map(error -> text(child(error, "extensions"), "code")).toList();
        if (codes.contains("THROTTLED") && !besideData && (cost == null || !cost.isTooHigh())) {
            return new Outcome.Throttled(cost == null ? UNKNOWN_WAIT : cost.untilAffordable());
        }
        if (codes.contains("ACCESS_DENIED")) {
            return asFinal(accessDenied(messages(all)), besideData);
        }
        if (codes.contains("INTERNAL_SERVER_ERROR")) {
            return new Outcome.Unclear(Trouble.unavailable());
        }
        if (codes.contains("TIMEOUT")) {
            return new Outcome.Unclear(Trouble.timedOut());
        }
        logNonsense(operation, "errors " + codes.stream().distinct().limit(MOST_CODES).toList());
        return asFinal(Trouble.badAnswer(), besideData);
    }

    /// A mutation that has data beside its errors was executed, at least in part.
    private static Outcome asFinal(Failure failure, boolean besideData) {
        return besideData ? new Outcome.Unusable(failure) : new Outcome.Refused(failure);
    }

    private static boolean hasSomething(@Nullable JsonNode data) {
        return data != null && data.isObject()
                && StreamSupport.stream(data.values().spliterator(), false).anyMatch(value -> !value.isNull());
    }

    private static String messages(List<JsonNode> errors) {
        return errors.stream()
                .map(error -> text(error, "message") + " " + text(child(error, "extensions"), "requiredAccess"))
                .collect(Collectors.joining(" "));
    }

    private static Failure accessDenied(String text) {
        if (PROTECTED.matcher(text).find()) {
            return new Failure.Forbidden("customer-data.not-approved",
                    "Shopify has not approved this app for the customer data that this needs.");
        }
        var named = SCOPE.matcher(text).results().map(MatchResult::group).distinct()
                .map(scope -> Failure.Detail.ofValue("scope", "is not granted", scope)).toList();
        return new Failure.Forbidden("scopes.missing", "The store has not granted the access that this needs.", named);
    }

    private static Outcome unusable(Operation<?> operation, String what) {
        logNonsense(operation, what);
        return new Outcome.Unusable(Trouble.badAnswer());
    }

    /// Says what is wrong without quoting more than a code.
    private static void logNonsense(Operation<?> operation, String what) {
        LOG.atError().addKeyValue("operation", operation).addKeyValue("what", what).log("shopify answered nonsense");
    }

    private @Nullable JsonNode parse(String body) {
        try {
            return json.readValue(body, JsonNode.class);
        } catch (IOException | RuntimeException notJson) {
            return null;
        }
    }

    private static @Nullable JsonNode child(@Nullable JsonNode object, String name) {
        return object == null || !object.isObject() ? null : object.get(name);
    }

    private static String text(@Nullable JsonNode object, String name) {
        var value = child(object, name);
        return value == null || !value.isString() ? "" : value.getStringValue();
    }
}
