package com.atom.shopify.admin;

import com.atom.shopify.failure.FailureException;
import com.atom.shopify.http.Trouble;
import com.atom.shopify.id.ShopDomain;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which Admin API is called, where, and as which app. `SHOPIFY_API_VERSION` defaults to the version that this code was made
/// for. `SHOPIFY_BASE_URL` points at the simulator and is refused unless its host is loopback, because tokens and the client
/// secret are sent there. Blank means absent; a malformed setting stops the start with its name.
@Context
public final class ShopifySettings {
    private static final String NEWEST = "2026-10";
    private static final Pattern VERSION = Pattern.compile("20[0-9]{2}-(01|04|07|10)");
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final String apiVersion;
    private final Optional<String> clientId;
    private final Optional<URI> base;

    ShopifySettings(@Nullable @Property(name = "shopify.api.version") String apiVersion,
            @Nullable @Property(name = "shopify.api.key") String clientId,
            @Nullable @Property(name = "shopify.base.url") String base) {
        this.apiVersion = present(apiVersion).orElse(NEWEST);
        this.clientId = present(clientId);
        this.base = present(base).map(ShopifySettings::loopback);
        if (!VERSION.matcher(this.apiVersion).matches()) {
            throw new ConfigurationException("The setting SHOPIFY_API_VERSION must look like " + NEWEST + ".");
        }
    }

    /// The version to ask for.
    public String apiVersion() {
        return apiVersion;
    }

    /// The app's client id (`SHOPIFY_API_KEY`); only functions that speak OAuth have one.
    ///
    /// @throws ConfigurationException when it is not set
    public String clientId() {
        return clientId.orElseThrow(() -> new ConfigurationException("The setting SHOPIFY_API_KEY is missing."));
    }

    /// The root of a shop's own endpoints, without a trailing slash.
    public URI endpoint(ShopDomain shop) {
        return base.map(simulator -> URI.create(simulator + "/" + shop)).orElseGet(() -> URI.create("https://" + shop));
    }

    /// The address of a file in Shopify's storage, as an answer gave it: anywhere behind TLS, and without it only at the
    /// simulator. Fails with `shopify.bad-answer`.
    public URI storage(String text) {
        try {
            var address = new URI(text);
            var secure = "https".equals(address.getScheme()) && address.getHost() != null;
            if (secure || base.filter(simulator -> isThere(address, simulator)).isPresent()) {
                return address;
            }
        } catch (URISyntaxException malformed) {
            // falls through
        }
        throw new FailureException(Trouble.badAnswer());
    }

    private static boolean isThere(URI address, URI simulator) {
        return Objects.equals(simulator.getScheme(), address.getScheme())
                && Objects.equals(simulator.getAuthority(), address.getAuthority());
    }

    private static Optional<String> present(@Nullable String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank());
    }

    /// Scheme, host and port, and nothing that could lead elsewhere.
    private static URI loopback(String text) {
        try {
            var given = new URI(text);
            var root = new URI(given.getScheme(), null, given.getHost(), given.getPort(), null, null, null);
            if (SCHEMES.contains(String.valueOf(given.getScheme()))
                    && LOOPBACK.contains(String.valueOf(given.getHost()))
                    && (text.equals(root.toString()) || text.equals(root + "/"))) {
                return root;
            }
        } catch (URISyntaxException malformed) {
            // falls through: the sentence below says all
        }
        throw new ConfigurationException(
                "The setting SHOPIFY_BASE_URL must be http(s)://host:port with a host of this machine.");
    }
}
