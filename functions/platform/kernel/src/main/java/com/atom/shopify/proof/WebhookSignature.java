package com.atom.shopify.proof;

import java.security.MessageDigest;
import java.util.Base64;

/// The signature of a webhook delivery: Base64 of the HMAC-SHA256 over the bytes of the body, keyed with the client secret
/// (shopify.dev, verify deliveries). It says nothing about the headers.
public final class WebhookSignature {
    private static final int LENGTH = 32;

    private WebhookSignature() {}

    /// Whether this is the signature of the body under the current or the previous secret. What is no Base64 of 32 bytes, hex for
    /// example, is not.
    public static boolean isGenuine(String signature, byte[] body, ClientSecret secret) {
        byte[] given;
        try {
            given = Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
        return given.length == LENGTH
                && secret.all().stream().anyMatch(key -> MessageDigest.isEqual(given, HmacSha256.of(key, body)));
    }

    /// The signature that Shopify would give.
    public static String of(byte[] body, ClientSecret secret) {
        return Base64.getEncoder().encodeToString(HmacSha256.of(secret.current(), body));
    }
}
