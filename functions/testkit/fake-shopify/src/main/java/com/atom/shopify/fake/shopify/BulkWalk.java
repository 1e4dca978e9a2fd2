package com.atom.shopify.fake.shopify;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/// Where a bulk query stands: at which field of its root, and behind which object of that. Connections inside of
/// others come whole.
final class BulkWalk {
    private final String root;
    private @Nullable String cursor;
    private boolean more = true;

    BulkWalk(String root) {
        this.root = root;
    }

    static boolean root(DataFetchingEnvironment field) {
        return field.getExecutionStepInfo().getPath().getLevel() == 1;
    }

    /// Whether this connection is on the way.
    boolean at(DataFetchingEnvironment field) {
        return !root(field) || field.getExecutionStepInfo().getResultKey().equals(root);
    }

    String field() {
        return root;
    }

    @Nullable
    String cursor() {
        return cursor;
    }

    boolean more() {
        return more;
    }

    void saw(Page page, DataFetchingEnvironment field) {
        if (root(field)) {
            more = page.hasNext();
            cursor = page.edges().isEmpty() ? cursor : page.edges().getLast().cursor();
        }
    }
}
