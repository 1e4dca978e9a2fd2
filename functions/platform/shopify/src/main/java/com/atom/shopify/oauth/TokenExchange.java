package com.atom.shopify.oauth;

import com.atom.shopify.admin.AccessToken;
import com.atom.shopify.admin.ShopifySettings;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.http.Delivery;
import com.atom.shopify.http.Transport;
import com.atom.shopify.http.Trouble;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.proof.ClientSecret;
import com.atom.shopify.time.Deadline;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns a [Grant] into an expiring token pair (shopify.dev, authorization code grant, offline access tokens). Nothing is tried
/// again here, and nothing is sent with less than ten seconds left: a pair that arrives too late to be stored would have ended
/// the one before it for nothing.
///
/// | Answer | Code |
/// |---|---|
/// | 200 with a whole pair | |
/// | 200 without an end, with a past or absurd one, or without a refresh token | `oauth.token-not-expiring` |
/// | 200 with anything else missing or malformed, not JSON, any other status | `shopify.bad-answer` |
/// | 400 or 401 that names the client, any 401 for a code | `oauth.client-refused`: our id or secret is wrong |
/// | other 400 | for a code `oauth.code-refused` (422) |
/// | other 400 and 401 | for a refresh token `store.reauth-required`, for a permanent token `tokens.refused` (422) |
/// | 402, 404, 423, 429, 430 | as everywhere: [Trouble] |
/// | 5xx, cut, no connection | `shopify.unavailable` |
/// | 504, no whole answer in time | `shopify.timeout` |
@Singleton
public final class TokenExchange {
    private static final Logger LOG = LoggerFactory.getLogger(TokenExchange.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration LEAST_LEFT = Duration.ofSeconds(10);
    private static final long LONGEST_LIFE = Duration.ofDays(400).toSeconds();
    private static final String OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";
    private static final Set<String> NOT_OUR_APP = Set.of("invalid_client", "application_cannot_be_found");

    private final Transport transport;
    private final ShopifySettings settings;
    private final String clientId;
    private final ObjectMapper json;
    private final Clock clock;
    private final Duration longest;

    @Inject
    TokenExchange(Transport transport, ShopifySettings settings, ObjectMapper json, Clock clock) {
        this(transport, settings, json, clock, LONGEST);
    }

    TokenExchange(Transport transport, ShopifySettings settings, ObjectMapper json, Clock clock, Duration longest) {
        this.transport = transport;
        this.settings = settings;
        this.clientId = settings.clientId();
        this.json = json;
        this.clock = clock;
        this.longest = longest;
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Granted(@Nullable String accessToken, @Nullable Long expiresIn, @Nullable String refreshToken,
            @Nullable Long refreshTokenExpiresIn, @Nullable String scope) {
        @Override
        public String toString() {
            return "Granted[hidden]";
        }
    }

    @Serdeable
    record Refusal(@Nullable String error) {}

    /// One attempt.
    public TokenPair exchange(ShopDomain shop, Grant grant, ClientSecret secret, Deadline deadline) {
        var asked = clock.instant();
        return pair(ask(shop, body(clientId, secret, fields(grant)), reply -> refusal(reply, shop, grant), deadline),
                asked);
    }

    /// One attempt to get a token by an app's own credentials. Refused ones are `tokens.refused`; the rest is as above, only that
    /// there is no refresh token.
    public AppToken acquire(ShopDomain shop, OwnApp app, Deadline deadline) {
        var asked = clock.instant();
        return token(app, ask(shop, body(app.id(), app.secret(), Map.of("grant_type", "client_credentials")),
                reply -> reply.status() == 400 || reply.status() == 401 ? credentialsRefused() : trouble(reply),
                deadline), asked);
    }

    private String ask(ShopDomain shop, String body, Function<Delivery.Reply, Failure> refusal, Deadline deadline) {
        if (deadline.left().compareTo(LEAST_LEFT) < 0) {
            throw new FailureException(Trouble.noTimeLeft());
        }
        var delivery = transport.post(URI.create(settings.endpoint(shop) + "/admin/oauth/access_token"), Map.of(), body,
                longest);
        return switch (delivery) {
            case Delivery.Reply reply when reply.status() == 200 -> reply.body();
            case Delivery.Reply reply -> throw new FailureException(refusal.apply(reply));
            case Delivery.Unreadable(var status) -> throw new FailureException(
                    status >= 500 ? Trouble.unavailable() : Trouble.badAnswer());
            case Delivery.NotSent(var cause) -> throw new FailureException(Trouble.unavailable(), cause);
            case Delivery.Cut(var cause) -> throw new FailureException(Trouble.unavailable(), cause);
            case Delivery.TimedOut _ -> throw new FailureException(Trouble.timedOut());
        };
    }

    private Failure refusal(Delivery.Reply reply, ShopDomain shop, Grant grant) {
        return switch (reply.status()) {
            case 400 -> namesOurApp(reply.body()) ? clientRefused() : grantRefused(shop, grant);
            case 401 -> grant instanceof Grant.Code || namesOurApp(reply.body())
                    ? clientRefused()
                    : grantRefused(shop, grant);
            default -> trouble(reply);
        };
    }

    private static Failure trouble(Delivery.Reply reply) {
        return switch (reply.status()) {
            case 402 -> Trouble.frozen();
            case 404 -> Trouble.shopNotFound();
            case 423 -> Trouble.locked();
            case 429 -> Trouble.limited(Trouble.retryAfter(reply));
            case 430 -> Trouble.rejected();
            case 504 -> Trouble.timedOut();
            default -> reply.status() >= 500 ? Trouble.unavailable() : nonsense("status " + reply.status());
        };
    }

    private boolean namesOurApp(String answer) {
        var refusal = read(answer, Refusal.class);
        return refusal != null && refusal.error() != null && NOT_OUR_APP.contains(refusal.error());
    }

    private static Failure grantRefused(ShopDomain shop, Grant grant) {
        return switch (grant) {
            case Grant.Code _ ->
                new Failure.Refused("oauth.code-refused", "Shopify refused the code; begin again.", List.of());
            case Grant.Refresh _ -> new Failure.ReauthRequired(shop);
            case Grant.Permanent _ ->
                new Failure.Refused("tokens.refused", "Shopify does not accept this token for this store.", List.of());
        };
    }

    private static Failure credentialsRefused() {
        return new Failure.Refused("tokens.refused", "Shopify does not accept these credentials for this store.",
                List.of());
    }

    private static Failure clientRefused() {
        LOG.atError().log("shopify refused the app's client id or secret");
        return new Failure.Upstream("oauth.client-refused", "Shopify does not accept this app's credentials.");
    }

    private static Failure nonsense(String what) {
        LOG.atError().addKeyValue("what", what).log("shopify answered a token exchange with nonsense");
        return Trouble.badAnswer();
    }

    private TokenPair pair(String answer, Instant asked) {
        var granted = granted(answer);
        var refresh = expiring(granted.refreshToken());
        var access = access(granted, asked);
        var refreshLife = life(granted.refreshTokenExpiresIn());
        try {
            return new TokenPair(access.token(), RefreshToken.of(refresh), access.until(), asked.plus(refreshLife),
                    access.scopes());
        } catch (IllegalArgumentException malformed) {
            throw malformed(malformed);
        }
    }

    private AppToken token(OwnApp app, String answer, Instant asked) {
        var access = access(granted(answer), asked);
        return new AppToken(app.id(), access.token(), access.until(), access.scopes());
    }

    private Granted granted(String answer) {
        var granted = read(answer, Granted.class);
        if (granted == null || granted.accessToken() == null || granted.scope() == null) {
            throw new FailureException(nonsense("no token"));
        }
        return granted;
    }

    private record Access(AccessToken token, Instant until, Scopes scopes) {}

    /// Shopify counts a life from its answer; counting from before the question errs to the safe side.
    private static Access access(Granted granted, Instant asked) {
        var until = asked.plus(life(granted.expiresIn()));
        try {
            return new Access(AccessToken.of(String.valueOf(granted.accessToken())), until,
                    Scopes.parse(String.valueOf(granted.scope())));
        } catch (IllegalArgumentException malformed) {
            throw malformed(malformed);
        }
    }

    private static FailureException malformed(IllegalArgumentException cause) {
        return new FailureException(nonsense("a malformed token or scope"), cause);
    }

    private static Duration life(@Nullable Long seconds) {
        var life = expiring(seconds);
        return expiring(life > 0 && life <= LONGEST_LIFE ? Duration.ofSeconds(life) : null);
    }

    private static <T> T expiring(@Nullable T part) {
        if (part == null) {
            throw new FailureException(new Failure.Upstream("oauth.token-not-expiring",
                    "Shopify granted a token without an end, which it would not accept later."));
        }
        return part;
    }

    private <T> @Nullable T read(String answer, Class<T> type) {
        try {
            return json.readValue(answer, type);
        } catch (IOException | RuntimeException notJson) {
            return null;
        }
    }

    private String body(String client, ClientSecret secret, Map<String, String> more) {
        var fields = new LinkedHashMap<String, JsonNode>();
        fields.put("client_id", JsonNode.createStringNode(client));
        fields.put("client_secret", JsonNode.createStringNode(secret.current()));
        more.forEach((name, value) -> fields.put(name, JsonNode.createStringNode(value)));
        try {
            return json.writeValueAsString(JsonNode.createObjectNode(fields));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, String> fields(Grant grant) {
        return switch (grant) {
            // Without expiring=1 Shopify grants a permanent token, which the Admin API then refuses.
            case Grant.Code(var code) -> Map.of("code", code, "expiring", "1");
            case Grant.Refresh(var token) -> Map.of("grant_type", "refresh_token", "refresh_token", token.reveal());
            case Grant.Permanent(var token) -> Map.of("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                    "subject_token", token.reveal(), "subject_token_type", OFFLINE, "requested_token_type", OFFLINE,
                    "expiring", "1");
        };
    }
}
