package com.atom.shopify.admin;

import com.atom.shopify.http.Trouble;
import jakarta.inject.Singleton;

/// Sends when the store's budget allows it, and learns what the answer says of the budget.
@Singleton
final class Paced {
    private final Pacing pacing;
    private final Waiting waiting;
    private final Sending sending;

    Paced(Pacing pacing, Waiting waiting, Sending sending) {
        this.pacing = pacing;
        this.waiting = waiting;
        this.sending = sending;
    }

    Outcome once(Request request) {
        if (!request.canBeSent()) {
            return new Outcome.Refused(Trouble.noTimeLeft());
        }
        var place = pacing.reserve(request.shop(), request.kind(), request::canBeSentAfter);
        if (!request.canBeSentAfter(place.pause())) {
            return new Outcome.Refused(Trouble.limited(place.pause()));
        }
        waiting.waitForBudget(place.pause());
        var verdict = sending.once(request);
        pacing.learn(request.shop(), request.kind(), place, verdict.cost());
        return verdict.outcome();
    }
}
