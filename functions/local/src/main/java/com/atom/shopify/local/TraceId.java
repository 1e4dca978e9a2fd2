package com.atom.shopify.local;

/// X-Ray's root id, which the gateway and Lambda put on every request.
final class TraceId {
    private TraceId() {}

    static String of(String uuid) {
        var digits = uuid.replace("-", "");
        return "Root=1-" + digits.substring(0, 8) + "-" + digits.substring(8, 32);
    }
}
