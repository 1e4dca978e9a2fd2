package com.atom.shopify.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// The product as `mvn -Plocal` runs it, on free ports, once for all tests of this JVM. Each test uses shops and users of its
/// own.
final class Running {
    static final String ORIGIN = "https://app.example.com";
    private static final List<LocalPlatform> STARTED = new CopyOnWriteArrayList<>();
    private static final LocalPlatform PLATFORM = start(Map.of());

    private Running() {}

    static LocalPlatform platform() {
        return PLATFORM;
    }

    /// All that were started so far, closed ones too.
    static List<LocalPlatform> all() {
        return List.copyOf(STARTED);
    }

    /// Another one, with other settings; the caller closes it.
    static LocalPlatform start(Map<String, String> settings) {
        var environment = new HashMap<>(
                Map.of("LOCAL_API_PORT", "0", "LOCAL_SHOPIFY_PORT", "0", "CORS_ALLOWED_ORIGINS", ORIGIN));
        environment.putAll(settings);
        var platform = LocalPlatform.start(LocalSettings.of(environment, Path.of(System.getProperty("project.root"))),
                _ -> {});
        STARTED.add(platform);
        Runtime.getRuntime().addShutdownHook(new Thread(platform::close));
        return platform;
    }
}
