package com.atom.shopify.local;

import java.nio.file.Path;
import java.util.Map;

/// A function as AWS would be given it: its code and its whole environment beside what Lambda adds.
record Deployed(String name, String handler, Path zip, Map<String, String> environment) {
    Deployed {
        environment = Map.copyOf(environment);
    }
}
