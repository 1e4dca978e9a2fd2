package com.atom.shopify.fake.shopify;

import graphql.schema.DataFetchingEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The `@idempotent(key:)` directive (shopify-platform 4.4): which mutations must have it, and what a shop remembers of its keys
/// for 24 hours. A key on other input is refused, on the same input it gives the first answer again, unless that was a
/// failure. What the order of
/// input fields does to Shopify's fingerprint is not played: arguments arrive here in the schema's order.
final class Idempotency {
    private static final Duration REMEMBERED = Duration.ofHours(24);
    private static final Set<String> REQUIRING = Set.of("inventoryActivate", "inventoryAdjustQuantities",
            "inventoryMoveQuantities", "inventorySetOnHandQuantities", "inventorySetQuantities",
            "inventoryShipmentAddItems", "inventoryShipmentCreate", "inventoryShipmentCreateInTransit",
            "inventoryShipmentReceive", "inventoryTransferCreate", "inventoryTransferCreateAsReadyToShip",
            "inventoryTransferDuplicate", "inventoryTransferSetItems", "locationActivate", "locationDeactivate",
            "refundCreate");

    private final Map<String, Done> done = new HashMap<>();

    private record Done(String fingerprint, @Nullable Object answer, Instant at) {
        boolean failed() {
            return answer instanceof Map<?, ?> payload && payload.get("userErrors") instanceof List<?> errors
                    && !errors.isEmpty();
        }
    }

    /// Executes a mutation, or repeats what it answered under its key.
    @Nullable
    Object once(DataFetchingEnvironment field, Instant now, Supplier<@Nullable Object> mutation) {
        String name = field.getFieldDefinition().getName();
        String key = key(field);
        if (!REQUIRING.contains(name)) {
            if (key != null) {
                throw Refusal.coded("BAD_REQUEST", "The @idempotent directive is not supported on " + name + ".");
            }
            return mutation.get();
        }
        if (key == null || key.isBlank()) {
            throw Refusal.coded("BAD_REQUEST", "The @idempotent directive is required for the " + name + " mutation.");
        }
        done.values().removeIf(known -> known.at().plus(REMEMBERED).isBefore(now));
        String fingerprint = name + field.getArguments();
        Done known = done.get(key);
        if (known == null) {
            Object answer = mutation.get();
            done.put(key, new Done(fingerprint, answer, now));
            return answer;
        }
        if (!known.fingerprint().equals(fingerprint)) {
            return refused("IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
                    "The same idempotency key was used with different parameters.");
        }
        return known.failed()
                ? refused("IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED",
                        "The previous attempt with this idempotency key failed; use a new key.")
                : known.answer();
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
