package com.atom.shopify.admin;

import com.atom.shopify.http.Delivery;
import com.atom.shopify.metrics.Metrics;
import com.atom.shopify.routes.Metric;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches which API version really answers. Shopify serves a version that it no longer supports by its oldest supported one,
/// with HTTP 200 and without a word but a header (shopify.dev, API versioning); nothing fails until a field is gone. Each
/// other version, and each operation that is called deprecated, is logged once per process.
@Singleton
public final class ServedVersion {
    private static final Logger LOG = LoggerFactory.getLogger(ServedVersion.class);
    private static final Pattern FORM = Pattern.compile("[0-9]{4}-[0-9]{2}|unstable");

    private final String requested;
    private final Set<String> otherVersions = ConcurrentHashMap.newKeySet();
    private final Set<String> deprecatedOperations = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String last;

    ServedVersion(ShopifySettings settings) {
        this.requested = settings.apiVersion();
    }

    /// The version that served the last answer, if any came yet.
    public Optional<String> last() {
        return Optional.ofNullable(last);
    }

    /// Returns the version that served the answer.
    Optional<String> note(Delivery.Reply reply, String operation) {
        var served = reply.headers().firstValue("X-Shopify-API-Version").filter(FORM.asMatchPredicate());
        served.ifPresent(version -> last = version);
        served.filter(version -> !version.equals(requested)).ifPresent(version -> {
            Metrics.count(Metric.OTHER_VERSION_SERVED);
            if (otherVersions.add(version)) {
                LOG.atWarn().addKeyValue("requested_version", requested).addKeyValue("served_version", version)
                        .log("shopify serves another api version");
            }
        });
        reply.headers().firstValue("X-Shopify-API-Deprecated-Reason").ifPresent(_ -> {
            if (deprecatedOperations.add(operation)) {
                LOG.atWarn().addKeyValue("operation", operation).log("shopify calls an operation deprecated");
            }
        });
        return served;
    }
}
