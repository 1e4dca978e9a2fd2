package com.atom.shopify.fake.shopify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The versions of the Admin API in the autumn of 2026. All are served from the newest one's schema.
final class ApiVersions {
    private static final List<String> SUPPORTED = List.of("2026-01", "2026-04", "2026-07", "2026-10");

    private ApiVersions() {}

    /// Which version answers a request for this one: an expired version falls forward to the oldest supported, and an
    /// unknown one is not there.
    static Optional<String> served(String asked) {
        if (SUPPORTED.contains(asked)) {
            return Optional.of(asked);
        }
        boolean quarter = asked.matches("20\\d\\d-(01|04|07|10)");
        return quarter && asked.compareTo(SUPPORTED.getFirst()) < 0
                ? Optional.of(SUPPORTED.getFirst())
                : Optional.empty();
    }

    static List<Map<String, Object>> listed() {
        var versions = new ArrayList<Map<String, Object>>();
        SUPPORTED.forEach(version -> versions.add(version(version,
                version + (version.equals(SUPPORTED.getLast()) ? " (Latest)" : ""), true)));
        versions.add(version("2027-01", "2027-01 (Release candidate)", false));
        versions.add(version("unstable", "unstable", false));
        return versions;
    }

    /// A supported version as the schema shows it.
    static Map<String, Object> shown(String version) {
        return listed().stream().filter(known -> version.equals(known.get("handle"))).findFirst().orElseThrow();
    }

    private static Map<String, Object> version(String handle, String name, boolean supported) {
        return Map.of("handle", handle, "displayName", name, "supported", supported);
    }
}
