package com.atom.shopify.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/// SHA-256 in lower-case hex over parts whose borders count (`ab`, `c` is not `a`, `bc`), to name things by what they hold.
public final class Digest {
    private Digest() {}

    public static String sha256(String... parts) {
        return sha256(Stream.of(parts).map(part -> part.getBytes(UTF_8)).toArray(byte[][]::new));
    }

    public static String sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update((part.length + ":").getBytes(UTF_8));
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
