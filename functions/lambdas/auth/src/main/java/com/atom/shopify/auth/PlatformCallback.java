package com.atom.shopify.auth;

import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.Call;
import com.atom.shopify.proof.SignedQuery;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The platform's page posts what Shopify's redirect carried, with the user's bearer token. The state must be that user's;
/// its ten minutes bound the age, because a person may have signed in between.
@Singleton
final class PlatformCallback {
    private final SignedCallback signed;
    private final FinishConnection finish;

    PlatformCallback(SignedCallback signed, FinishConnection finish) {
        this.signed = signed;
        this.finish = finish;
    }

    Answer answer(Call call) {
        var user = call.userAlone();
        var callback = signed.check(SignedQuery.of(call.bodyOfStrings()));
        return Answer.ok(finish.with(callback, Optional.of(user), call.deadline()));
    }
}
