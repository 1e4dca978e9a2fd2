package com.atom.shopify.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What Shopify delivers to the intake, of a store that nobody connected.
final class SignedDelivery {
    private SignedDelivery() {}

    /// An order of about this size, never the same twice, as the event that brings it.
    static String event(String secret, int size) throws IOException {
        var id = UUID.randomUUID().toString();
        var body = "{\"id\":820982911946154508,\"note\":\"" + id + " " + "a long note, ".repeat(size / 13) + "\"}";
        var headers = new HashMap<>(Map.of("content-type", "application/json", "x-shopify-topic", "orders/create",
                "x-shopify-shop-domain", "bench.myshopify.com", "x-shopify-webhook-id", id,
                "x-shopify-event-id", id, "x-shopify-api-version", "2026-10", "x-shopify-triggered-at",
                "2026-11-20T10:00:00Z", "user-agent", "Shopify-Captain-Hook"));
        headers.put("x-shopify-hmac-sha256", signature(secret, body));
        var event = Merchant.JSON.createObjectNode().put("version", "2.0").put("routeKey", "ANY /webhooks/shopify")
                .put("rawPath", "/webhooks/shopify").put("rawQueryString", "").put("body", body)
                .put("isBase64Encoded", false);
        var named = event.putObject("headers");
        headers.forEach(named::put);
        event.putObject("requestContext").put("requestId", id).putObject("http").put("method", "POST").put("path",
                "/webhooks/shopify");
        return event.toString();
    }

    private static String signature(String secret, String body) throws IOException {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IOException(impossible);
        }
    }
}
