package com.atom.shopify.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.once.AnswerCipher;
import com.atom.shopify.once.Write;
import com.atom.shopify.once.WriteLedger;
import com.atom.shopify.once.WriteLedger.Attempt;
import com.atom.shopify.once.WriteLedger.Claim;
import com.atom.shopify.once.WriteLedger.Ending;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// Runs a write under the caller's `Idempotency-Key`: once, with the same answer for everybody who asks again. What says
/// something of the request itself is kept for 24 hours; what only says how things stood (5xx, 429, the store's own
/// trouble) is not, and the key is free again. When nobody knows whether Shopify did it, the key stays taken: a route that
/// resumes finds out, any other answers `write.outcome-unknown`.
@Singleton
final class SafeWrites {
    private static final Logger LOG = LoggerFactory.getLogger(SafeWrites.class);

    private final WriteLedger ledger;
    private final AnswerCipher cipher;
    private final Replies replies;

    SafeWrites(WriteLedger ledger, AnswerCipher cipher, Replies replies) {
        this.ledger = ledger;
        this.cipher = cipher;
        this.replies = replies;
    }

    /// A write that has a name.
    ///
    /// @param name a digest of everything that scopes the caller's key
    /// @param fingerprint a digest of all that the request says
    /// @param place the path of the resource that the answer shows, when the answer does not say it
    record Named(String name, String fingerprint, boolean resumes, Optional<String> place) {}

    GatewayReply once(Named write, GatewayEvent event, String requestId, Function<Write, Answer> work,
            Function<String, Answer> reread) {
        return switch (ledger.claim(write.name(), write.fingerprint())) {
            case Claim.Ours(var attempt) -> attempt(attempt, write, event, requestId, work);
            case Claim.Done(var ending) -> replay(ending, write, event, requestId, reread);
            case Claim.StillRunning _ -> throw new FailureException(new Failure.Conflict("idempotency.still-running",
                    "A request with this Idempotency-Key is still running; try again."));
            case Claim.OtherWrite _ -> throw new FailureException(new Failure.Refused("idempotency.key-reused",
                    "This Idempotency-Key was used with another request.", List.of()));
        };
    }

    private GatewayReply attempt(Attempt attempt, Named named, GatewayEvent event, String requestId,
            Function<Write, Answer> work) {
        var write = attempt.write();
        if (write.mayHaveHappened() && !named.resumes()) {
            ledger.leaveUnclear(attempt);
            throw new FailureException(new Failure.OutcomeUnknown());
        }
        try {
            var answer = work.apply(write);
            var reply = replies.of(answer, event, requestId);
            keep(attempt, reply, answer.location().or(named::place));
            return reply;
        } catch (FailureException failed) {
            if (isKept(failed.failure())) {
                var reply = replies.of(failed.failure(), event, requestId);
                keep(attempt, reply, Optional.empty());
            } else {
                leave(attempt, failed.failure() instanceof Failure.OutcomeUnknown);
            }
            throw failed;
        } catch (RuntimeException | StackOverflowError broken) {
            leave(attempt, false);
            throw broken;
        }
    }

    /// Whether asking again could not give anything else.
    private static boolean isKept(Failure failure) {
        return switch (failure) {
            case Failure.Invalid _,Failure.NotFound _,Failure.Refused _,Failure.TooLarge _ -> true;
            case Failure.Unauthenticated _,Failure.ReauthRequired _,Failure.Forbidden _,Failure.Conflict _,Failure.OutcomeUnknown _,Failure.Limited _,Failure.Upstream _,Failure.Unavailable _,Failure.TimedOut _ ->
                false;
        };
    }

    private void keep(Attempt attempt, GatewayReply reply, Optional<String> place) {
        try {
            var parts = cipher.encrypt(attempt.name(), reply.body().getBytes(UTF_8));
            ledger.end(attempt, new Ending(reply.statusCode(), place, parts.orElse(List.of())));
        } catch (FailureException | SdkException unkept) {
            // The write is done and its caller must hear so; who asks again is told that the outcome is unknown.
            LOG.atError().addKeyValue("write", attempt.name()).setCause(unkept).log("answer not kept");
        }
    }

    private void leave(Attempt attempt, boolean unclear) {
        try {
            if (unclear || attempt.write().hasChanged()) {
                ledger.leaveUnclear(attempt);
            } else {
                ledger.giveBack(attempt);
            }
        } catch (SdkException unkept) {
            LOG.atError().addKeyValue("write", attempt.name()).setCause(unkept).log("attempt not ended");
        }
    }

    private GatewayReply replay(Ending ending, Named write, GatewayEvent event, String requestId,
            Function<String, Answer> reread) {
        GatewayReply reply;
        if (ending.answer().isEmpty()) {
            reply = ending.place().map(place -> replies.of(reread.apply(place).withStatus(ending.status()), event,
                    requestId)).orElseThrow(() -> new FailureException(
                            new Failure.OutcomeUnknown(
                                    "This was done, but its answer was too long to keep; look at the resource.")));
        } else {
            reply = replies.ofKept(ending.status(),
                    new String(cipher.decrypt(write.name(), ending.answer()), UTF_8), requestId);
        }
        var headers = new HashMap<>(reply.headers());
        ending.place().filter(_ -> ending.status() == 201).ifPresent(place -> headers.put("location", place));
        headers.put("idempotency-replayed", "true");
        return new GatewayReply(reply.statusCode(), headers, reply.cookies(), reply.body(), false);
    }
}
