package com.atom.shopify.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.Call;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.proof.SignedQuery;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.Optional;

/// Shopify's redirect of the merchant's browser. The browser that began finishes here; any other is sent on to the
/// platform's page with the query unchanged and nothing used up, so nobody can be tricked into linking a store to
/// somebody else's account.
@Singleton
final class BrowserCallback {
    private final SignedCallback signed;
    private final FinishConnection finish;
    private final OAuthSettings settings;

    BrowserCallback(SignedCallback signed, FinishConnection finish, OAuthSettings settings) {
        this.signed = signed;
        this.finish = finish;
        this.settings = settings;
    }

    Answer answer(Call call) {
        var callback = signed.checkFresh(parse(call.rawQuery()));
        if (!beganHere(call, callback.state())) {
            return Answer.redirect(settings.platformPage(call.rawQuery()));
        }
        var store = finish.with(callback, Optional.empty(), call.deadline());
        var answer = call.wantsJson()
                ? Answer.ok(store)
                : Answer.redirect(settings.connectedPage(callback.shop().value()));
        return answer.withCookie(StateCookie.clear(callback.state(), call.self()));
    }

    private static boolean beganHere(Call call, String state) {
        return call.cookie(StateCookie.name(state, call.self()))
                .filter(value -> MessageDigest.isEqual(value.getBytes(UTF_8), state.getBytes(UTF_8)))
                .isPresent();
    }

    private static SignedQuery parse(String rawQuery) {
        try {
            return SignedQuery.parse(rawQuery);
        } catch (IllegalArgumentException brokenEscape) {
            throw new FailureException(Failure.Invalid.field("query", "encoding", "holds a broken percent escape"));
        }
    }
}
