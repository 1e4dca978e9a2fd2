package com.atom.shopify.fake.shopify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// An app's client id and secret as Shopify knows them, and the random names that Shopify hands out. After a rotation
/// the new secret signs, though webhooks may be signed with the old one for a while; the old one is still accepted unless
/// it was given up. Source: shopify-platform 2.4.
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Set<String> MADE = ConcurrentHashMap.newKeySet();

    private final String clientId;
    private final String first;
    private volatile Pair pair;

    Secrets(String clientId, String secret) {
        this.clientId = clientId;
        this.first = secret;
        this.pair = new Pair(secret, null, false, Instant.MIN);
    }

    String clientId() {
        return clientId;
    }

    /// What new signatures are made with.
    String signing() {
        return pair.current();
    }

    /// What a webhook that is sent now is signed with.
    String signingWebhooks(Instant now) {
        Pair known = pair;
        return known.previous() != null && now.isBefore(known.previousSignsUntil())
                ? known.previous()
                : known.current();
    }

    boolean accepts(String secret) {
        Pair now = pair;
        boolean old = now.previousAccepted() && now.previous() != null && same(now.previous(), secret);
        return old || same(now.current(), secret);
    }

    /// Webhooks are signed with the old secret until that time, whether it is still accepted or not.
    void rotate(String secret, boolean keepOld, Instant oldSignsUntil) {
        pair = new Pair(secret, pair.current(), keepOld, oldSignsUntil);
    }

    void reset() {
        pair = new Pair(first, null, false, Instant.MIN);
    }

    static String random(String prefix) {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        String made = prefix + HexFormat.of().formatHex(bytes);
        MADE.add(made);
        return made;
    }

    /// Every token, code and secret that was made in this process.
    static Set<String> made() {
        return Set.copyOf(MADE);
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private record Pair(String current, @Nullable String previous, boolean previousAccepted,
            Instant previousSignsUntil) {
        @Override
        public String toString() {
            return "Pair[hidden]";
        }
    }
}
