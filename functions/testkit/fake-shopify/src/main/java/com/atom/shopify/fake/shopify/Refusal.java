package com.atom.shopify.fake.shopify;

import java.util.LinkedHashMap;
import java.util.Map;

/// An entry of `errors[]`: what Shopify says, or what the simulator says because it cannot say what Shopify would.
final class Refusal extends RuntimeException {
    private final transient Map<String, Object> extensions;

    private Refusal(String message, Map<String, Object> extensions) {
        super(message, null, false, false);
        this.extensions = extensions;
    }

    static Refusal coded(String code, String message) {
        return new Refusal(message, Map.of("code", code));
    }

    /// Something valid that the simulator does not play.
    static Refusal unsupported(String what) {
        return new Refusal("simulator: " + what + " is not supported", Map.of("code", "SIMULATOR_UNSUPPORTED"));
    }

    static Refusal accessDenied(String field, String scope) {
        var extensions = new LinkedHashMap<String, Object>();
        extensions.put("code", "ACCESS_DENIED");
        extensions.put("documentation", "https://shopify.dev/api/usage/access-scopes");
        extensions.put("requiredAccess", "`" + scope + "` access scope.");
        return new Refusal("Access denied for " + field + " field. Required access: `" + scope + "` access scope.",
                extensions);
    }

    Map<String, Object> extensions() {
        return extensions;
    }

    boolean unsupported() {
        return "SIMULATOR_UNSUPPORTED".equals(extensions.get("code"));
    }
}
