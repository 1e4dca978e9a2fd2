package com.atom.shopify.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.admin.AccessToken;
import com.atom.shopify.oauth.AppToken;
import com.atom.shopify.oauth.Credential;
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
    private static final int PAIR = 1;
    private static final int APP_TOKEN = 2;

    private TokenFormat() {}

    static byte[] write(Credential credential) {
        var bytes = new ByteArrayOutputStream(512);
        try (var out = new DataOutputStream(bytes)) {
            switch (credential) {
                case TokenPair pair -> {
                    out.writeByte(PAIR);
                    out.writeLong(pair.accessExpiresAt().getEpochSecond());
                    out.writeLong(pair.refreshExpiresAt().getEpochSecond());
                    writeText(out, pair.access().reveal());
                    writeText(out, pair.refresh().reveal());
                }
                case AppToken token -> {
                    out.writeByte(APP_TOKEN);
                    out.writeLong(token.accessExpiresAt().getEpochSecond());
                    writeText(out, token.app());
                    writeText(out, token.access().reveal());
                }
            }
            writeText(out, credential.scopes().toString());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    static Credential read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var credential = switch (in.readUnsignedByte()) {
                case PAIR -> pair(in);
                case APP_TOKEN -> appToken(in);
                default -> throw new IllegalStateException("unknown token format " + bytes[0]);
            };
            if (in.read() >= 0) {
                throw new IllegalStateException("a stored token has bytes behind its end");
            }
            return credential;
        } catch (IOException tooShort) {
            throw new IllegalStateException("a stored token is cut short", tooShort);
        }
    }

    private static Credential pair(DataInputStream in) throws IOException {
        var accessExpiresAt = Instant.ofEpochSecond(in.readLong());
        var refreshExpiresAt = Instant.ofEpochSecond(in.readLong());
        var access = AccessToken.of(readText(in));
        var refresh = RefreshToken.of(readText(in));
        return new TokenPair(access, refresh, accessExpiresAt, refreshExpiresAt, Scopes.parse(readText(in)));
    }

    private static Credential appToken(DataInputStream in) throws IOException {
        var accessExpiresAt = Instant.ofEpochSecond(in.readLong());
        var app = readText(in);
        return new AppToken(app, AccessToken.of(readText(in)), accessExpiresAt, Scopes.parse(readText(in)));
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
