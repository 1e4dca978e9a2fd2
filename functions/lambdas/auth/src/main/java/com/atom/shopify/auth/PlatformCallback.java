package com.atom.shopify.auth;

import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.Call;
import com.atom.shopify.oauth.Grant;
import com.atom.shopify.proof.SignedQuery;
import jakarta.inject.Singleton;

/// The platform's page posts what Shopify's redirect carried, with the user's bearer token. The state must be that
/// user's, or one that Shopify's own link began in this very browser;
/// its ten minutes bound the age, because a person may have signed in between.
@Singleton
final class PlatformCallback {
    private final SignedCallback signed;
    private final OAuthStates states;
    private final ConnectStore connect;

    PlatformCallback(SignedCallback signed, OAuthStates states, ConnectStore connect) {
        this.signed = signed;
        this.states = states;
        this.connect = connect;
    }

    Answer answer(Call call) {
        var user = call.userAlone();
        var callback = signed.check(SignedQuery.of(call.bodyOfStrings()));
        states.consume(callback.state(), callback.shop(), user, StateCookie.isHeldBy(call, callback.state()));
        return Answer.ok(connect.with(user, callback.shop(), new Grant.Code(callback.code()),
                callback.sentAt(), call.deadline()));
    }
}
