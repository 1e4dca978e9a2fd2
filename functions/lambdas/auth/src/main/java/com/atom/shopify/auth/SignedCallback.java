package com.atom.shopify.auth;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.metrics.Metrics;
import com.atom.shopify.proof.SignedQuery;
import com.atom.shopify.routes.Metric;
import com.atom.shopify.tokens.ClientSecrets;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// Checks what Shopify's redirect carries, before anything is looked up or used up.
@Singleton
final class SignedCallback {
    /// Either way; Shopify's own library allows the same.
    private static final Duration SKEW = Duration.ofSeconds(90);
    private static final Pattern EPOCH_SECONDS = Pattern.compile("[0-9]{1,12}");

    private final ClientSecrets secrets;
    private final Clock clock;

    SignedCallback(ClientSecrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /// What is left to do with a genuine redirect.
    record Genuine(ShopDomain shop, String code, String state, Instant sentAt) {
        @Override
        public String toString() {
            return "Genuine[" + shop + "]";
        }
    }

    /// Fails with `oauth.hmac-invalid`, `request.invalid` or `shop.invalid`.
    Genuine check(SignedQuery query) {
        checkSignature(query);
        return new Genuine(shop(query), required(query, "code"), required(query, "state"), sentAt(query));
    }

    /// The same for a redirect that comes straight from Shopify: fails with `oauth.timestamp-stale` when it is old.
    Genuine checkFresh(SignedQuery query) {
        var genuine = check(query);
        checkAge(genuine.sentAt());
        return genuine;
    }

    /// The shop that a link of Shopify's names; fails as [#checkFresh] does.
    ShopDomain checkLink(SignedQuery query) {
        checkSignature(query);
        checkAge(sentAt(query));
        return shop(query);
    }

    private void checkSignature(SignedQuery query) {
        if (!query.isSignedWith(secrets.client()) && !query.isSignedWith(secrets.clientAfterMismatch())) {
            Metrics.count(Metric.CALLBACKS_FORGED);
            throw new FailureException(new Failure.Invalid("oauth.hmac-invalid",
                    "The parameters are not signed by Shopify.", List.of()));
        }
    }

    private void checkAge(Instant sentAt) {
        if (Duration.between(sentAt, clock.instant()).abs().compareTo(SKEW) > 0) {
            Metrics.count(Metric.CALLBACKS_FORGED);
            throw new FailureException(new Failure.Invalid("oauth.timestamp-stale",
                    "The redirect is too old; begin again.", List.of()));
        }
    }

    private static ShopDomain shop(SignedQuery query) {
        return ShopDomain.parse(required(query, "shop"));
    }

    private static Instant sentAt(SignedQuery query) {
        var timestamp = required(query, "timestamp");
        if (!EPOCH_SECONDS.matcher(timestamp).matches()) {
            throw new FailureException(Failure.Invalid.field("timestamp", "format", "must be epoch seconds"));
        }
        return Instant.ofEpochSecond(Long.parseLong(timestamp));
    }

    private static String required(SignedQuery query, String name) {
        return query.single(name).filter(value -> !value.isEmpty()).orElseThrow(() -> new FailureException(
                Failure.Invalid.field(name, "required", "is required exactly once")));
    }
}
