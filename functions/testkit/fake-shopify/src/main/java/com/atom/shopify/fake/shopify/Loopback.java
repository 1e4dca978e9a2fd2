package com.atom.shopify.fake.shopify;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The only addresses that the simulator ever calls.
final class Loopback {
    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");

    private Loopback() {}

    /// The address, if it is plain HTTP to this machine.
    static Optional<URI> parse(String text) {
        try {
            URI uri = new URI(text);
            boolean near = "http".equals(uri.getScheme())
                    && HOSTS.contains(Objects.requireNonNullElse(uri.getHost(), ""))
                    && uri.getUserInfo() == null && uri.getFragment() == null;
            return near ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }
}
