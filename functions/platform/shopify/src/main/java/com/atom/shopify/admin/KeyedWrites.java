package com.atom.shopify.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.http.Trouble;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs mutations with an `@idempotent(key:)`, so that each has at most one effect however often it is run under its key.
/// The variables must be the same each time (shopify-platform 4.4). What Shopify says of the key itself is settled here:
///
/// | `userErrors` code | |
/// |---|---|
/// | `IDEMPOTENCY_CONCURRENT_REQUEST` | waits for the other attempt and asks again; `write.outcome-unknown` when that is not heard of in time |
/// | `IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED` | goes on under the next key, which follows from the first |
/// | `IDEMPOTENCY_KEY_PARAMETER_MISMATCH` | `write.outcome-unknown`: other variables were sent under the key |
/// | none, but a message about idempotency | as the first, which is always safe: the errors of `refundCreate` have no code |
@Singleton
public final class KeyedWrites {
    private static final Logger LOG = LoggerFactory.getLogger(KeyedWrites.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final int MOST_KEYS = 10;
    private static final Pattern OF_A_KEY = Pattern.compile("(?i)idempoten");

    private final AdminApi admin;
    private final Waiting waiting;

    KeyedWrites(AdminApi admin, Waiting waiting) {
        this.admin = admin;
        this.waiting = waiting;
    }

    /// What Shopify says of a key.
    private enum Word {
        IDEMPOTENCY_CONCURRENT_REQUEST,
        IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED,
        IDEMPOTENCY_KEY_PARAMETER_MISMATCH,
        /// Nothing; the answer is about the mutation.
        NONE;

        static Word of(List<UserError> errors) {
            return errors.stream().map(Word::of).filter(word -> word != NONE).findFirst().orElse(NONE);
        }

        private static Word of(UserError error) {
            if (error.code() == null) {
                return OF_A_KEY.matcher(error.message()).find() ? IDEMPOTENCY_CONCURRENT_REQUEST : NONE;
            }
            return Stream.of(values()).filter(word -> word.name().equals(error.code())).findFirst().orElse(NONE);
        }
    }

    /// Runs the call that `withKey` makes.
    ///
    /// @param key the same for all attempts at one write, and for no other
    /// @param errors where the answer holds its `userErrors`
    public <R> R run(Errand errand, UUID key, Function<String, Operation.Call<R>> withKey,
            Function<R, List<UserError>> errors) {
        var keys = 1;
        var current = key;
        var pause = FIRST_PAUSE;
        var underway = false;
        while (true) {
            var call = withKey.apply(current.toString());
            if (!call.operation().isRepeatable()) {
                throw new IllegalArgumentException(call.operation() + " is not idempotent");
            }
            var answer = underway ? heard(errand, call) : admin.run(errand, call);
            switch (Word.of(errors.apply(answer))) {
                case NONE -> {
                    return answer;
                }
                case IDEMPOTENCY_CONCURRENT_REQUEST -> {
                    var wait = waiting.spread(pause);
                    if (!Request.allowsAWrite(errand.deadline(), wait)) {
                        throw new FailureException(new Failure.OutcomeUnknown());
                    }
                    waiting.waitFor(wait);
                    underway = true;
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                }
                case IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED -> {
                    if (keys++ == MOST_KEYS) {
                        throw new FailureException(Trouble.unavailable());
                    }
                    current = after(current);
                    underway = false;
                }
                case IDEMPOTENCY_KEY_PARAMETER_MISMATCH -> {
                    LOG.atError().addKeyValue("operation", call).addKeyValue("shop", errand.shop())
                            .log("another input was sent under this key");
                    throw new FailureException(new Failure.OutcomeUnknown());
                }
            }
        }
    }

    /// The answer to a call that is known to be running elsewhere: not hearing it says nothing of that.
    private <R> R heard(Errand errand, Operation.Call<R> call) {
        try {
            return admin.run(errand, call);
        } catch (FailureException failed) {
            throw new FailureException(new Failure.OutcomeUnknown(), failed);
        }
    }

    /// The key that follows when nothing came of this one, again the same for all attempts.
    private static UUID after(UUID key) {
        return UUID.nameUUIDFromBytes(("after " + key).getBytes(UTF_8));
    }
}
