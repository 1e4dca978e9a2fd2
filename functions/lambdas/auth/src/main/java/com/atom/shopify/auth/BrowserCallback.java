package com.atom.shopify.auth;

import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.Call;
import com.atom.shopify.id.UserId;
import com.atom.shopify.oauth.Grant;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Shopify's redirect of the merchant's browser. The browser in which a user began finishes here; any other, and
/// one that came by Shopify's own link, is sent on to the
/// platform's page with the query unchanged and nothing used up, so nobody can be tricked into linking a store to
/// somebody else's account.
@Singleton
final class BrowserCallback {
    private final SignedCallback signed;
    private final OAuthStates states;
    private final ConnectStore connect;
    private final OAuthSettings settings;

    BrowserCallback(SignedCallback signed, OAuthStates states, ConnectStore connect, OAuthSettings settings) {
        this.signed = signed;
        this.states = states;
        this.connect = connect;
        this.settings = settings;
    }

    Answer answer(Call call) {
        var callback = signed.checkFresh(call.signedQuery());
        var owner = StateCookie.isHeldBy(call, callback.state())
                ? states.consume(callback.state(), callback.shop())
                : Optional.<UserId>empty();
        return owner.map(user -> finished(callback, user, call))
                .orElseGet(() -> Answer.redirect(settings.platformPage(call.rawQuery())));
    }

    private Answer finished(SignedCallback.Genuine callback, UserId user, Call call) {
        var store = connect.with(user, callback.shop(), new Grant.Code(callback.code()), callback.sentAt(),
                call.deadline());
        var answer = call.wantsJson()
                ? Answer.ok(store)
                : Answer.redirect(settings.connectedPage(callback.shop().value()));
        return answer.withCookie(StateCookie.clear(callback.state(), call.self()));
    }
}
