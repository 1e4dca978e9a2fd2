package com.atom.shopify.oauth;

import com.atom.shopify.admin.AccessToken;
import com.atom.shopify.admin.ShopifySettings;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.http.Delivery;
import com.atom.shopify.http.Transport;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.proof.ClientSecret;
import com.atom.shopify.time.Deadline;
import io.micronaut.context.annotation.Property;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns the code of a finished consent into an expiring token pair (shopify.dev, authorization code grant, offline access
/// tokens). A code is good for one use, so nothing is tried again.
///
/// Fails with `oauth.code-refused` (422), `oauth.client-refused`, `oauth.token-not-expiring`, `shopify.bad-answer`,
/// `shopify.unavailable` (502) or `shopify.timeout` (504).
@Singleton
public final class TokenExchange {
    private static final Logger LOG = LoggerFactory.getLogger(TokenExchange.class);
    private static final Duration ATTEMPT = Duration.ofSeconds(10);
    private static final long LONGEST_LIFE = Duration.ofDays(400).toSeconds();

    private static final Failure BAD_ANSWER = new Failure.Upstream("shopify.bad-answer",
            "Shopify gave an answer that makes no sense to us.");
    private static final Failure NOT_EXPIRING = new Failure.Upstream("oauth.token-not-expiring",
            "Shopify granted a token without an end, which it would not accept later.");

    private final Transport transport;
    private final ShopifySettings settings;
    private final String clientId;
    private final ObjectMapper json;
    private final Clock clock;

    TokenExchange(Transport transport, ShopifySettings settings, @Property(name = "shopify.api.key") String clientId,
            ObjectMapper json, Clock clock) {
        this.transport = transport;
        this.settings = settings;
        this.clientId = clientId;
        this.json = json;
        this.clock = clock;
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Request(String clientId, String clientSecret, String code, String expiring) {
        @Override
        public String toString() {
            return "Request[hidden]";
        }
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Granted(@Nullable String accessToken, @Nullable Long expiresIn, @Nullable String refreshToken,
            @Nullable Long refreshTokenExpiresIn, @Nullable String scope) {
        @Override
        public String toString() {
            return "Granted[hidden]";
        }
    }

    public TokenPair exchange(ShopDomain shop, String code, ClientSecret secret, Deadline deadline) {
        // The lives count from Shopify's answer; counting from before the question errs to the safe side.
        var asked = clock.instant();
        // Without expiring=1 Shopify grants a permanent token, which the Admin API then refuses.
        var body = write(new Request(clientId, secret.current(), code, "1"));
        var left = deadline.left();
        var delivery = transport.post(URI.create(settings.endpoint(shop) + "/admin/oauth/access_token"),
                Map.of("Content-Type", "application/json", "Accept", "application/json"), body,
                left.compareTo(ATTEMPT) < 0 ? left.plusMillis(1) : ATTEMPT);
        return switch (delivery) {
            case Delivery.Reply(var status, var _, var answer) when status == 200 -> pair(answer, asked);
            case Delivery.Reply(var status, var _, var _) -> throw new FailureException(refusal(status));
            case Delivery.NotSent(var cause) -> throw new FailureException(unavailable(), cause);
            case Delivery.Cut(var cause) -> throw new FailureException(unavailable(), cause);
            case Delivery.TimedOut(var cause) -> throw new FailureException(
                    new Failure.TimedOut("shopify.timeout", "Shopify did not answer in time; begin again."), cause);
        };
    }

    private static Failure refusal(int status) {
        if (status == 401) {
            LOG.atError().log("shopify refused the app's client id or secret");
            return new Failure.Upstream("oauth.client-refused", "Shopify does not accept this app's credentials.");
        }
        return status == 400
                ? new Failure.Refused("oauth.code-refused", "Shopify refused the code; begin again.", List.of())
                : unavailable();
    }

    private static Failure unavailable() {
        return new Failure.Upstream("shopify.unavailable", "Shopify failed; begin again.");
    }

    private TokenPair pair(String answer, Instant asked) {
        var granted = read(answer);
        if (granted == null) {
            throw new FailureException(BAD_ANSWER);
        }
        try {
            return new TokenPair(AccessToken.of(present(granted.accessToken(), BAD_ANSWER)),
                    RefreshToken.of(present(granted.refreshToken(), NOT_EXPIRING)),
                    asked.plus(life(granted.expiresIn())), asked.plus(life(granted.refreshTokenExpiresIn())),
                    Scopes.parse(present(granted.scope(), BAD_ANSWER)));
        } catch (IllegalArgumentException noTokenOrScope) {
            throw new FailureException(BAD_ANSWER);
        }
    }

    private @Nullable Granted read(String answer) {
        try {
            return json.readValue(answer, Granted.class);
        } catch (IOException notJson) {
            return null;
        }
    }

    private static <T> T present(@Nullable T value, Failure otherwise) {
        if (value == null) {
            throw new FailureException(otherwise);
        }
        return value;
    }

    private static Duration life(@Nullable Long seconds) {
        var life = present(seconds, NOT_EXPIRING);
        if (life <= 0 || life > LONGEST_LIFE) {
            throw new FailureException(NOT_EXPIRING);
        }
        return Duration.ofSeconds(life);
    }

    private byte[] write(Request request) {
        try {
            return json.writeValueAsBytes(request);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
