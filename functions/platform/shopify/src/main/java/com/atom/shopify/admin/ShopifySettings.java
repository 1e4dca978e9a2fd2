package com.atom.shopify.admin;

import com.atom.shopify.id.ShopDomain;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which Admin API is called, and where. `SHOPIFY_API_VERSION` defaults to the newest version that this code was made for.
/// `SHOPIFY_BASE_URL` points at the simulator and is refused unless its host is loopback, because tokens and the client
/// secret are sent there.
@Singleton
public final class ShopifySettings {
    private static final String NEWEST = "2026-10";
    private static final Pattern VERSION = Pattern.compile("20[0-9]{2}-(01|04|07|10)");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final String apiVersion;
    private final Optional<URI> base;

    @Inject
    ShopifySettings(@Nullable @Property(name = "shopify.api.version") String apiVersion,
            @Nullable @Property(name = "shopify.base.url") String base) {
        this.apiVersion = apiVersion == null || apiVersion.isBlank() ? NEWEST : apiVersion;
        if (!VERSION.matcher(this.apiVersion).matches()) {
            throw new ConfigurationException("The setting SHOPIFY_API_VERSION must look like " + NEWEST + ".");
        }
        this.base = base == null || base.isBlank() ? Optional.empty() : Optional.of(loopback(base));
    }

    private static URI loopback(String text) {
        try {
            var base = URI.create(text);
            if (Set.of("http", "https").contains(String.valueOf(base.getScheme()))
                    && LOOPBACK.contains(String.valueOf(base.getHost())) && base.getUserInfo() == null) {
                return base;
            }
        } catch (IllegalArgumentException malformed) {
            // falls through: the sentence below says all
        }
        throw new ConfigurationException("The setting SHOPIFY_BASE_URL must be an address on this machine.");
    }

    /// The version to ask for.
    public String apiVersion() {
        return apiVersion;
    }

    /// The root of a shop's own endpoints, without a trailing slash.
    public URI endpoint(ShopDomain shop) {
        return base.map(simulator -> URI.create(simulator + "/" + shop)).orElseGet(() -> URI.create("https://" + shop));
    }
}
