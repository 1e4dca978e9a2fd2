package com.atom.shopify.bulk;

import java.util.List;

/// A root of a result file with everything below it, each child after its parent.
public record Joined(Row root, List<Row> below) {
    public Joined {
        below = List.copyOf(below);
    }
}
