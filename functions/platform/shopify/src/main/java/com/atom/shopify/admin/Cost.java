package com.atom.shopify.admin;

import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What an answer says of its price and of the store's bucket, in points and points per second (`extensions.cost`). What was refused cost nothing.
record Cost(double requested, double actual, double available, double maximum, double restoredPerSecond) {
    private static final Duration LEAST_WAIT = Duration.ofMillis(100);

    /// Reads an answer's `extensions`.
    static @Nullable Cost of(@Nullable JsonNode extensions) {
        var cost = child(extensions, "cost");
        var actual = Math.max(0, number(cost, "actualQueryCost"));
        var status = child(cost, "throttleStatus");
        var requested = number(cost, "requestedQueryCost");
        var available = number(status, "currentlyAvailable");
        var maximum = number(status, "maximumAvailable");
        var restored = number(status, "restoreRate");
        return requested < 0 || available < 0 || maximum <= 0 || restored <= 0
                ? null
                : new Cost(requested, actual, available, maximum, restored);
    }

    /// Whether no waiting will ever do.
    boolean isTooHigh() {
        return requested > maximum;
    }

    LastAnswers.Budget left() {
        return new LastAnswers.Budget(available, maximum, restoredPerSecond);
    }

    /// How long until the bucket holds what was asked for.
    Duration untilAffordable() {
        var wait = time(requested - available, restoredPerSecond);
        return wait.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : wait;
    }

    /// How long it takes to restore the missing points; zero when none is missing.
    static Duration time(double missing, double restoredPerSecond) {
        return Duration.ofMillis((long) Math.ceil(Math.max(0, missing) / restoredPerSecond * 1000));
    }

    private static @Nullable JsonNode child(@Nullable JsonNode object, String name) {
        return object == null || !object.isObject() ? null : object.get(name);
    }

    private static double number(@Nullable JsonNode object, String name) {
        var value = child(object, name);
        return value == null || !value.isNumber() ? -1 : value.getDoubleValue();
    }
}
