package com.atom.shopify.fake.shopify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The app's client id and secret as Shopify knows them, and the random names that Shopify hands out. After a rotation
/// the new secret signs; the old one is still accepted unless it was given up.
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String clientId;
    private final String first;
    private volatile Pair pair;

    Secrets(String clientId, String secret) {
        this.clientId = clientId;
        this.first = secret;
        this.pair = new Pair(secret, null);
    }

    String clientId() {
        return clientId;
    }

    /// What new signatures are made with.
    String signing() {
        return pair.current();
    }

    boolean accepts(String secret) {
        Pair now = pair;
        return same(now.current(), secret)
                || Optional.ofNullable(now.previous()).map(old -> same(old, secret)).orElse(false);
    }

    void rotate(String secret, boolean keepOld) {
        pair = new Pair(secret, keepOld ? pair.current() : null);
    }

    void reset() {
        pair = new Pair(first, null);
    }

    static String random(String prefix) {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes);
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private record Pair(String current, @Nullable String previous) {
        @Override
        public String toString() {
            return "Pair[hidden]";
        }
    }
}
