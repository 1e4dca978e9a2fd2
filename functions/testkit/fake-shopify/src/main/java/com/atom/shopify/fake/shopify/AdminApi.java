package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Executor.Outcome;
import com.atom.shopify.fake.shopify.Executor.Prepared;
import com.atom.shopify.fake.shopify.Mischief.Kind;
import com.atom.shopify.fake.shopify.Mischief.Order;
import graphql.execution.ExecutionId;
import graphql.language.OperationDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The GraphQL Admin API of a shop: who may call, what it costs, what it answers.
final class AdminApi {
    static final String INVALID_TOKEN = "[API] Invalid API key or access token (unrecognized login or wrong password)";

    private static final Logger LOG = LoggerFactory.getLogger(AdminApi.class);
    private static final String NOT_EXPIRING = "[API] Non-expiring access tokens are no longer accepted for the Admin "
            + "API. Start using expiring offline tokens.";
    private static final String DEPRECATIONS = "https://shopify.dev/api/usage/versioning#deprecation-practices";
    private static final String LIMITS = "https://shopify.dev/api/usage/rate-limits";

    private static final Pattern NAMED = Pattern.compile("\\b(?:query|mutation)\\s+(\\w+)");

    private final World world;
    private final Supplier<Executor> executor;

    /// A call as it came: the body's parts, and where it went. `label` is the operation's name for lists and orders.
    private record Call(Shop shop, String asked, String served, String text, String operation, String label,
            Map<String, @Nullable Object> variables, String token, Visit visit) {
        Call by(App app) {
            return new Call(shop, asked, served, text, operation, label, variables, token, visit.by(app));
        }
    }

    AdminApi(World world, Supplier<Executor> executor) {
        this.world = world;
        this.executor = executor;
    }

    Reply answer(Shop shop, String version, Request request) {
        Optional<String> served = ApiVersions.served(version);
        if (served.isEmpty()) {
            LOG.atWarn().addKeyValue("version", version).log("simulator: this API version is not supported");
            return Reply.json(404, Map.of("errors", "Not Found"));
        }
        Instant at = world.ages().real();
        long start = System.nanoTime();
        Call call = read(shop, version, served.get(), request);
        Optional<Order> order = world.mischief().take(Mischief.Place.ADMIN, shop.name(), call.label());
        // Throttling needs to know what the call costs, so it happens further in.
        Reply reply = order.filter(accident -> accident.kind() != Kind.THROTTLE)
                .map(accident -> Accidents.around(accident, () -> honest(call, order)))
                .orElseGet(() -> honest(call, order));
        // Only now the caller can know, however late the answer is.
        shop.locked(() -> {
            shop.idempotency().over(call.visit());
            return shop;
        });
        note(call, at, Duration.ofNanos(System.nanoTime() - start), reply, order);
        return reply instanceof Reply.Answer answer
                ? answer.orElse("X-Shopify-API-Version", call.served()).orElse("X-Request-Id",
                        UUID.randomUUID().toString())
                : reply;
    }

    private void note(Call call, Instant at, Duration took, Reply reply, Optional<Order> order) {
        world.journal().request(call.shop().name(),
                Map.of("at", at.toString(), "took", took.toString(), "points",
                        reply instanceof Reply.Answer answer ? answer.points() : Map.of(), "shop",
                        call.shop().name().domain(), "operation",
                        call.label(), "api_version", call.asked(), "served_version", call.served(), "status",
                        reply instanceof Reply.Answer answer ? answer.status() : 0, "mischief",
                        order.map(accident -> accident.kind().name().toLowerCase(Locale.ROOT)).orElse("")));
    }

    private static Call read(Shop shop, String asked, String served, Request request) {
        Map<String, @Nullable Object> body = Json.object(request.body()).orElse(Map.of());
        String text = body.get("query") instanceof String query ? query : "";
        var variables = new LinkedHashMap<String, @Nullable Object>();
        if (body.get("variables") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> variables.put(String.valueOf(name), value));
        }
        String operation = body.get("operationName") instanceof String name ? name : "";
        return new Call(shop, asked, served, text, operation, operation.isEmpty() ? nameIn(text) : operation, variables,
                request.header("X-Shopify-Access-Token"), new Visit(ExecutionId.generate(), served, variables));
    }

    /// The operation's name as it stands in the text, good enough for lists and orders.
    private static String nameIn(String text) {
        Matcher match = NAMED.matcher(text);
        return match.find() ? match.group(1) : "";
    }

    private Reply.Answer honest(Call call, Optional<Order> order) {
        Shop.Caller caller = call.shop().locked(() -> call.shop().caller(call.token()));
        return switch (caller.verdict()) {
            case Tokens.Verdict.Refused _ -> Reply.json(401, Map.of("errors", INVALID_TOKEN));
            case Tokens.Verdict.Permanent permanent -> caller.app().own()
                    ? readable(call.by(caller.app()), permanent.scopes(), order)
                    : Reply.json(403, Map.of("errors", NOT_EXPIRING));
            case Tokens.Verdict.Valid valid -> readable(call.by(caller.app()), valid.scopes(), order);
        };
    }

    private Reply.Answer readable(Call call, Scopes scopes, Optional<Order> order) {
        return call.text().isEmpty()
                ? Reply.json(400, Map.of("errors", Map.of("query", "Required parameter missing or invalid")))
                : operation(call, scopes, order);
    }

    private Reply.Answer operation(Call call, Scopes scopes, Optional<Order> order) {
        return switch (executor.get().documents().check(call.text())) {
            case Documents.Checked.Invalid invalid -> Reply.json(200, Map.of("errors", invalid.errors()));
            case Documents.Checked.Valid valid -> {
                OperationDefinition operation = Documents.operation(valid.document(), call.operation());
                if (operation == null) {
                    yield errors(Map.of("message", "An operation name is required"));
                }
                try {
                    yield paid(call, executor.get().prepare(valid.document(), operation, call.variables(), scopes),
                            scopes,
                            order);
                } catch (Refusal refusal) {
                    if (refusal.unsupported()) {
                        LOG.atWarn().addKeyValue("operation", call.label()).log(refusal.getMessage());
                    }
                    yield errors(Executor.entry(refusal));
                }
            }
        };
    }

    private Reply.Answer paid(Call call, Prepared prepared, Scopes scopes, Optional<Order> order) {
        int requested = prepared.requestedCost();
        if (requested > Cost.LARGEST) {
            return tooExpensive(requested);
        }
        Shop shop = call.shop();
        Optional<Order> throttle = order.filter(accident -> accident.kind() == Kind.THROTTLE);
        if (throttle.isPresent()) {
            return throttled(shop, requested, pretended(shop, requested, throttle.get()));
        }
        boolean taken = shop.locked(() -> shop.bucket().take(requested, shop.settings().plan(), world.ages().real()));
        if (!taken) {
            return throttled(shop, requested, available(shop));
        }
        Outcome outcome = executor.get().execute(prepared, call.text(), shop, scopes, call.visit());
        shop.locked(() -> {
            shop.bucket().giveBack(Math.max(0, requested - outcome.actualCost()), shop.settings().plan());
            return outcome;
        });
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("data", outcome.data());
        var errors = new ArrayList<>(outcome.errors());
        order.filter(accident -> accident.kind() == Kind.PARTIAL)
                .ifPresent(accident -> Partial.spoil(outcome.data(), errors, accident.path()));
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        body.put("extensions", cost(shop, requested, outcome.actualCost(), available(shop)));
        Reply.Answer answer = Reply.json(200, body).costing(requested, outcome.actualCost());
        return prepared.deprecated() ? answer.with("X-Shopify-API-Deprecated-Reason", DEPRECATIONS) : answer;
    }

    /// So few points that the caller has to wait as long as the order says (one second if it does not).
    private static int pretended(Shop shop, int requested, Order order) {
        double wait = order.delayOr(Duration.ofSeconds(1)).toMillis() / 1000.0;
        return (int) Math.max(0, requested - Math.ceil(wait * shop.settings().plan().restoreRate()));
    }

    private int available(Shop shop) {
        return shop.locked(() -> shop.bucket().available(shop.settings().plan(), world.ages().real()));
    }

    private static Reply.Answer throttled(Shop shop, int requested, int available) {
        return Reply.json(200, Map.of("errors",
                List.of(Map.of("message", "Throttled", "extensions",
                        Map.of("code", "THROTTLED", "documentation", LIMITS))),
                "extensions", cost(shop, requested, null, available)));
    }

    private static Reply.Answer tooExpensive(int requested) {
        return errors(Map.of("message",
                "Query cost is " + requested + ", which exceeds the single query max cost limit ("
                        + Cost.LARGEST + ").",
                "extensions", Map.of("code", "MAX_COST_EXCEEDED", "cost", requested, "maxCost",
                        Cost.LARGEST, "documentation", LIMITS)));
    }

    private static Map<String, Object> cost(Shop shop, int requested, @Nullable Integer actual, int available) {
        var cost = new LinkedHashMap<String, @Nullable Object>();
        cost.put("requestedQueryCost", requested);
        cost.put("actualQueryCost", actual);
        cost.put("throttleStatus", Map.of("maximumAvailable", shop.settings().plan().bucket(), "currentlyAvailable",
                available, "restoreRate", shop.settings().plan().restoreRate()));
        return Map.of("cost", Objects.requireNonNull(cost));
    }

    private static Reply.Answer errors(Map<String, Object> entry) {
        return Reply.json(200, Map.of("errors", List.of(entry)));
    }
}
