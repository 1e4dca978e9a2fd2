package com.atom.shopify.bench;

import java.nio.file.Path;

/// The handler without a framework that `functions/bench/floor` builds.
final class Floor {
    static final String NAME = "floor";
    static final String HANDLER = "com.atom.shopify.floor.FloorHandler";

    private Floor() {}

    static Path zip(Path root) {
        return root.resolve("functions/bench/floor/target/floor-function.zip");
    }
}
