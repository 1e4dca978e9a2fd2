package com.atom.shopify.auth;

import com.atom.shopify.admin.ShopifySettings;
import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.Call;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.query.RawQuery;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;

/// Sends the browser to Shopify's consent page, or tells a program where that is: for the signed-in user, or from Shopify's own
/// link for whoever follows it and signs in later.
@Singleton
final class BeginConnection {
    private final SignedCallback signed;
    private final OAuthStates states;
    private final OAuthSettings settings;
    private final ShopifySettings shopify;

    BeginConnection(SignedCallback signed, OAuthStates states, OAuthSettings settings, ShopifySettings shopify) {
        this.signed = signed;
        this.states = states;
        this.settings = settings;
        this.shopify = shopify;
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Begun(String authorizeUrl, Instant stateExpiresAt) {}

    Answer forUser(Call call) {
        var shop = call.namedShop();
        return answer(call, shop, states.begin(call.user(), shop));
    }

    /// Shopify sends merchants here with its signature; fails with `oauth.hmac-invalid` or `oauth.timestamp-stale`.
    Answer fromLink(Call call) {
        var shop = signed.checkLink(call.signedQuery());
        return answer(call, shop, states.beginUnowned(shop));
    }

    private Answer answer(Call call, ShopDomain shop, OAuthStates.State state) {
        var consent = consentPage(shop, state.value(), settings.redirect(call.self()));
        var answer = call.wantsJson()
                ? Answer.ok(new Begun(consent.toString(), state.expiresAt()))
                : Answer.redirect(consent);
        return answer.withCookie(StateCookie.set(state.value(), call.self(), OAuthStates.LIFE));
    }

    private URI consentPage(ShopDomain shop, String state, URI redirect) {
        return URI.create(shopify.endpoint(shop) + "/admin/oauth/authorize"
                + "?client_id=" + RawQuery.encode(settings.clientId())
                + "&scope=" + RawQuery.encode(settings.requiredScopes().toString())
                + "&redirect_uri=" + RawQuery.encode(redirect.toString())
                + "&state=" + RawQuery.encode(state));
    }
}
