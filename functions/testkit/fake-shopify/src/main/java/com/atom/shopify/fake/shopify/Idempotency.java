package com.atom.shopify.fake.shopify;

import graphql.language.AstPrinter;
import graphql.schema.DataFetchingEnvironment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The `@idempotent(key:)` directive (shopify-platform 4.4): which mutations must have it, and what a shop remembers of
/// its keys for 24 hours. A key on other input is refused, and so is one whose first request has not been answered yet;
/// on the same input it gives the first answer again, unless that was a failure. Input counts as it was written, with
/// the order of its fields. Guarded by the shop's lock.
final class Idempotency {
    private static final Duration REMEMBERED = Duration.ofHours(24);
    private static final String NOT_REQUIRING = "2026-01";
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");
    private static final Set<String> REQUIRING = Set.of("inventoryActivate", "inventoryAdjustQuantities",
            "inventoryMoveQuantities", "inventorySetOnHandQuantities", "inventorySetQuantities",
            "inventoryShipmentAddItems", "inventoryShipmentCreate", "inventoryShipmentCreateInTransit",
            "inventoryShipmentReceive", "inventoryTransferCreate", "inventoryTransferCreateAsReadyToShip",
            "inventoryTransferDuplicate", "inventoryTransferSetItems", "locationActivate", "locationDeactivate",
            "refundCreate");

    private final Map<String, Done> done = new HashMap<>();
    private final Set<Visit> underWay = new HashSet<>();

    private record Done(String fingerprint, @Nullable Object answer, Instant at, Visit by) {
        boolean failed() {
            return answer instanceof Map<?, ?> payload && payload.get("userErrors") instanceof List<?> errors
                    && !errors.isEmpty();
        }
    }

    /// Executes a mutation, or repeats what it answered under its key.
    @Nullable
    Object once(DataFetchingEnvironment field, Instant now, Supplier<@Nullable Object> mutation) {
        Visit visit = Objects.requireNonNull(field.getGraphQlContext().<Visit>get(Visit.class));
        String name = field.getFieldDefinition().getName();
        String key = key(field);
        if (!REQUIRING.contains(name)) {
            if (key != null) {
                throw Refusal.coded("BAD_REQUEST", "The @idempotent directive is not supported on " + name + ".");
            }
            return mutation.get();
        }
        if (key == null && visit.version().equals(NOT_REQUIRING)) {
            return mutation.get();
        }
        if (key == null || key.isBlank()) {
            throw Refusal.coded("BAD_REQUEST",
                    "The @idempotent directive is required for this mutation but was not provided.");
        }
        done.values().removeIf(known -> known.at().plus(REMEMBERED).isBefore(now));
        String fingerprint = name + fingerprint(field, visit);
        Done known = done.get(key);
        if (known != null) {
            return again(known, fingerprint, visit);
        }
        Object answer = mutation.get();
        done.put(key, new Done(fingerprint, answer, now, visit));
        underWay.add(visit);
        return answer;
    }

    /// The request has been answered, or never will be: its keys may be used to ask again.
    void over(Visit visit) {
        underWay.remove(visit);
    }

    private @Nullable Object again(Done known, String fingerprint, Visit visit) {
        if (!known.fingerprint().equals(fingerprint)) {
            return refused("IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
                    "The same idempotency key was used with different parameters.");
        }
        if (!known.by().equals(visit) && underWay.contains(known.by())) {
            return refused("IDEMPOTENCY_CONCURRENT_REQUEST",
                    "A request with this idempotency key is still in progress.");
        }
        return known.failed()
                ? refused("IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED",
                        "The previous attempt with this idempotency key failed; use a new key.")
                : known.answer();
    }

    /// The field's arguments as they stand in the document, with the variables that they name.
    private static String fingerprint(DataFetchingEnvironment field, Visit visit) {
        var written = new StringBuilder();
        field.getField().getArguments().forEach(argument -> written.append(AstPrinter.printAstCompact(argument)));
        var values = new ArrayList<@Nullable Object>();
        VARIABLE.matcher(written).results().map(match -> match.group(1))
                .forEach(variable -> values.add(visit.variables().get(variable)));
        return written + new String(Json.bytes(values), StandardCharsets.UTF_8);
    }

    private static @Nullable String key(DataFetchingEnvironment field) {
        return field.getQueryDirectives().getImmediateAppliedDirective("idempotent").stream().findFirst()
                .map(directive -> directive.getArgument("key"))
                .map(argument -> String.valueOf(argument.<Object>getValue()))
                .orElse(null);
    }

    private static Map<String, Object> refused(String code, String message) {
        return Map.of("userErrors", List.of(Problem.coded(code, message).entry()));
    }
}
