package com.atom.shopify.admin;

import com.atom.shopify.admin.Outcome.Final;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.http.Trouble;
import com.atom.shopify.metrics.Metrics;
import com.atom.shopify.routes.Metric;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tries until there is a final outcome. What was certainly not executed is tried again; what can be repeated, also when
/// nobody knows. Any other mutation then ends with `write.outcome-unknown` and is never sent a second time, and so does a
/// repeatable one after which nothing certain was heard. Lack of budget is waited for as long as the deadline allows, other
/// trouble a few times with growing pauses.
@Singleton
final class Retry {
    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final int MOST_TRIES = 4;

    private final Paced paced;
    private final Waiting waiting;

    Retry(Paced paced, Waiting waiting) {
        this.paced = paced;
        this.waiting = waiting;
    }

    Final run(Request request) {
        var failures = 0;
        var unclear = Optional.<Failure>empty();
        while (true) {
            var outcome = paced.once(request);
            if (outcome instanceof Outcome.Throttled) {
                Metrics.count(Metric.SHOPIFY_THROTTLED);
            }
            if (outcome instanceof Outcome.Unclear(var failure) && request.operation().isMutation()) {
                unclear = Optional.of(failure);
            }
            var end = switch (outcome) {
                case Final done -> Optional.of(done);
                case Outcome.Throttled(var wait) -> orAgainAfter(wait, request, Trouble.limited(wait),
                        waiting::waitForBudget);
                case Outcome.NotExecuted(var failure) -> orAgain(++failures, request, failure);
                case Outcome.Unclear(var failure) when !request.operation().isRepeatable() ->
                    Optional.<Final>of(new Outcome.Refused(failure));
                case Outcome.Unclear(var failure) -> orAgain(++failures, request, failure);
                case Outcome.Unusable(var failure) when request.operation().isMutation() ->
                    Optional.of(unknown(request, failure));
                case Outcome.Unusable(var failure) -> Optional.of(new Outcome.Refused(failure));
            };
            if (end.isPresent()) {
                return end.get() instanceof Outcome.Answered answered
                        ? answered
                        : unclear.map(failure -> unknown(request, failure)).orElse(end.get());
            }
        }
    }

    /// The end, or none after a pause that grows with the failures.
    private Optional<Final> orAgain(int failures, Request request, Failure failure) {
        return failures == MOST_TRIES
                ? Optional.of(new Outcome.Refused(failure))
                : orAgainAfter(FIRST_PAUSE.multipliedBy(1L << (failures - 1)), request, failure, waiting::waitFor);
    }

    private Optional<Final> orAgainAfter(Duration pause, Request request, Failure failure, Consumer<Duration> waits) {
        var wait = waiting.spread(pause);
        if (!request.canBeSentAfter(wait)) {
            return Optional.of(new Outcome.Refused(failure));
        }
        waits.accept(wait);
        return Optional.empty();
    }

    private static Final unknown(Request request, Failure failure) {
        LOG.atWarn().addKeyValue("operation", request.operation()).addKeyValue("shop", request.shop())
                .addKeyValue("code", failure.code()).log("outcome of a write is unknown");
        return new Outcome.Refused(new Failure.OutcomeUnknown());
    }
}
