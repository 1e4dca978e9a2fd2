package com.atom.shopify.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.edge.Call;
import com.atom.shopify.proof.Digest;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;

/// The cookie that ties a state to the browser that began: one per state, so that two tabs do not disturb each other. It is
/// not signed; it is compared with a state that Shopify signed. Without TLS, which only loopback goes without, a browser
/// refuses the `__Host-` prefix and `Secure`.
final class StateCookie {
    private StateCookie() {}

    static String name(String state, URI self) {
        return (isSecure(self) ? "__Host-" : "") + "atom-oauth-" + digest(state).substring(0, 16);
    }

    static String set(String state, URI self, Duration life) {
        return name(state, self) + "=" + state + "; Max-Age=" + life.toSeconds() + attributes(self);
    }

    static String clear(String state, URI self) {
        return name(state, self) + "=; Max-Age=0" + attributes(self);
    }

    /// Whether the caller's browser has it.
    static boolean isHeldBy(Call call, String state) {
        return call.cookie(name(state, call.self()))
                .filter(value -> MessageDigest.isEqual(value.getBytes(UTF_8), state.getBytes(UTF_8)))
                .isPresent();
    }

    /// What a state is stored under: whoever reads the table cannot use it.
    static String digest(String state) {
        return Digest.sha256(state);
    }

    private static String attributes(URI self) {
        return "; Path=/; HttpOnly; SameSite=Lax" + (isSecure(self) ? "; Secure" : "");
    }

    private static boolean isSecure(URI self) {
        return "https".equals(self.getScheme());
    }
}
