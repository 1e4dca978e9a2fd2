package com.atom.shopify.fake.shopify;

import graphql.execution.ExecutionId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request to the Admin API while it is under way: the version that serves it, its variables in the order in which
/// they came, and the app that asks, as soon as that is known.
record Visit(ExecutionId id, String version, Map<String, @Nullable Object> variables, @Nullable App app) {
    Visit {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    Visit(ExecutionId id, String version, Map<String, @Nullable Object> variables) {
        this(id, version, variables, null);
    }

    Visit by(App asking) {
        return new Visit(id, version, variables, asking);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Visit visit && visit.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
