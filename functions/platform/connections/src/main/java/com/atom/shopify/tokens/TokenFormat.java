package com.atom.shopify.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.admin.AccessToken;
import com.atom.shopify.oauth.RefreshToken;
import com.atom.shopify.oauth.Scopes;
import com.atom.shopify.oauth.TokenPair;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;

/// The plaintext of a stored token pair, byte for byte as `FORMAT.md` says.
final class TokenFormat {
    private static final int VERSION = 1;

    private TokenFormat() {}

    static byte[] write(TokenPair pair) {
        var bytes = new ByteArrayOutputStream(512);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(pair.accessExpiresAt().getEpochSecond());
            out.writeLong(pair.refreshExpiresAt().getEpochSecond());
            writeText(out, pair.access().reveal());
            writeText(out, pair.refresh().reveal());
            writeText(out, pair.scopes().toString());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    static TokenPair read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalStateException("unknown token format " + version);
            }
            var accessExpiresAt = Instant.ofEpochSecond(in.readLong());
            var refreshExpiresAt = Instant.ofEpochSecond(in.readLong());
            var access = AccessToken.of(readText(in));
            var refresh = RefreshToken.of(readText(in));
            var scopes = Scopes.parse(readText(in));
            if (in.read() >= 0) {
                throw new IllegalStateException("a stored token has bytes behind its end");
            }
            return new TokenPair(access, refresh, accessExpiresAt, refreshExpiresAt, scopes);
        } catch (IOException tooShort) {
            throw new IllegalStateException("a stored token is cut short", tooShort);
        }
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        if (bytes.length > 0xFFFF) {
            throw new IllegalArgumentException("a token field is too long");
        }
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        var bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        return new String(bytes, UTF_8);
    }
}
