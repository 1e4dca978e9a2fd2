package com.atom.shopify.admin;

import static com.atom.shopify.admin.Things.CHANGE_DATA;
import static com.atom.shopify.admin.Things.KEYED_DATA;
import static com.atom.shopify.admin.Things.MUTATION;
import static com.atom.shopify.admin.Things.QUERY;
import static com.atom.shopify.admin.Things.READ_DATA;
import static com.atom.shopify.admin.Things.SHOP;
import static com.atom.shopify.admin.Things.cost;
import static com.atom.shopify.admin.Things.error;
import static com.atom.shopify.admin.Things.keyed;
import static com.atom.shopify.admin.Things.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.http.ScriptedShopify;
import com.atom.shopify.http.ScriptedShopify.Cut;
import com.atom.shopify.http.ScriptedShopify.Stall;
import com.atom.shopify.http.ScriptedShopify.StallHalfway;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
    private static final String THROTTLED = with(error("THROTTLED"), cost(202, 118, 2000, 100));

    private final TestClient client = new TestClient();

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void waitsUntilTheBucketHoldsWhatWasAskedForAndTriesAgain() {
        client.shopify.answers(200, THROTTLED).answers(200, with(READ_DATA, cost(202, 118, 2000, 100)))
                .answers(200, THROTTLED).answers(200, CHANGE_DATA);

        client.run(QUERY);
        client.run(MUTATION);

        assertThat(client.pauses).containsExactly(Duration.ofMillis(840), Duration.ofMillis(840));
    }

    @Test
    void spreadsTheWaitByAtMostAQuarter() {
        client.drawHighest();
        client.shopify.answers(200, THROTTLED).answers(200, READ_DATA);

        client.run(QUERY);

        assertThat(client.pauses.getFirst()).isBetween(Duration.ofMillis(840), Duration.ofMillis(1050));
    }

    @Test
    void waitsASecondWhenAThrottledAnswerNamesNoCost() {
        client.shopify.answers(200, error("THROTTLED")).answers(200, READ_DATA);

        client.run(QUERY);

        assertThat(client.pauses).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void saysWhenToComeBackWhenTheDeadlineAllowsNoMoreWaiting() {
        client.shopify.answers(200, with(error("THROTTLED"), cost(900, 100, 2000, 100)));

        assertThat(client.failure(QUERY, client.in(Duration.ofSeconds(8))))
                .isEqualTo(new Failure.Limited("shopify.throttled",
                        "The store's budget at Shopify is used up for now.", Duration.ofSeconds(8)));
        assertThat(client.pauses).isEmpty();
    }

    @Test
    void keepsTenSecondsForAMutationThatWaits() {
        client.shopify.answers(200, with(error("THROTTLED"), cost(900, 100, 2000, 100)));

        assertThat(client.failure(MUTATION, client.in(Duration.ofSeconds(17)))).isInstanceOf(Failure.Limited.class);
        assertThat(client.pauses).isEmpty();
    }

    @Test
    void doesNotWaitForWhatTheBucketNeverHolds() {
        client.shopify.answers(200, with(error("THROTTLED"), cost(2001, 2000, 2000, 100)));

        assertThat(client.failure(QUERY).code()).isEqualTo("shopify.bad-answer");
        assertThat(client.pauses).isEmpty();
    }

    @Test
    void honoursRetryAfterOf429AndNeverWaitsLessThanASecond() {
        client.shopify.answers(429, Map.of("Retry-After", "2.5"), "").answers(429, Map.of("Retry-After", "0"), "")
                .answers(429, Map.of("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT"), "").answers(429, "")
                .answers(200, CHANGE_DATA);

        client.run(MUTATION);

        assertThat(client.pauses).containsExactly(Duration.ofMillis(2500), Duration.ofSeconds(1), Duration.ofSeconds(1),
                Duration.ofSeconds(1));
    }

    @Test
    void goesOnWaitingForBudgetUntilTheDeadline() {
        for (var i = 0; i < 30; i++) {
            client.shopify.answers(429, "");
        }

        assertThat(client.failure(QUERY)).isInstanceOf(Failure.Limited.class);
        assertThat(client.pauses).hasSize(24);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 520, 530, 540})
    void triesAQueryAgainWithGrowingPauses(int status) {
        client.shopify.answers(status, "<html>").answers(status, "").answers(status, "").answers(200, READ_DATA);

        client.run(QUERY);

        assertThat(client.pauses).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500),
                Duration.ofSeconds(1));
    }

    @Test
    void endsAfterFourTries() {
        for (var i = 0; i < 5; i++) {
            client.shopify.answers(503, "");
        }

        assertThat(client.failure(QUERY))
                .isEqualTo(new Failure.Upstream("shopify.unavailable", "Shopify failed; try again."));
        assertThat(client.shopify.asked()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 520, 530, 540})
    void neverSendsAMutationAgainWhenItsOutcomeIsUnclear(int status) {
        client.shopify.answers(status, "");

        assertThat(client.failure(MUTATION)).isEqualTo(new Failure.OutcomeUnknown());
        assertThat(client.shopify.asked()).hasSize(1);
    }

    @Test
    void knows504ForATimeout() {
        client.shopify.answers(504, "").answers(504, "").answers(504, "").answers(504, "");

        assertThat(client.failure(QUERY))
                .isEqualTo(new Failure.TimedOut("shopify.timeout", "Shopify did not answer in time."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INTERNAL_SERVER_ERROR", "TIMEOUT"})
    void treatsAServersErrorsInsideOf200AsThoseStatuses(String code) {
        client.shopify.answers(200, error(code)).answers(200, READ_DATA).answers(200, error(code));

        client.run(QUERY);
        assertThat(client.failure(MUTATION).code()).isEqualTo("write.outcome-unknown");
        assertThat(client.shopify.asked()).hasSize(3);
    }

    @Test
    void triesAQueryAgainAfterACutButNotAMutation() {
        client.shopify.does(new Cut()).answers(200, READ_DATA).does(new Cut());

        client.run(QUERY);
        assertThat(client.failure(MUTATION).code()).isEqualTo("write.outcome-unknown");
        assertThat(client.shopify.asked()).hasSize(3);
    }

    @Test
    void triesAMutationAgainThatFoundNoConnection() {
        client.shopify.close();

        assertThat(client.failure(MUTATION))
                .isEqualTo(new Failure.Upstream("shopify.unavailable", "Shopify failed; try again."));
        assertThat(client.pauses).hasSize(3);
    }

    @Test
    void sendsAnIdempotentMutationAgainWithTheSameKey() {
        client.shopify.answers(502, "").does(new Cut()).answers(200, KEYED_DATA);

        client.run(keyed("k"));

        assertThat(client.shopify.asked()).hasSize(3).extracting(ScriptedShopify.Asked::body).allSatisfy(
                body -> assertThat(body).isEqualTo(client.shopify.asked().getFirst().body()));
    }

    @Test
    void knowsNothingWhenAnIdempotentMutationIsNeverAnswered() {
        client.shopify.answers(502, "").answers(502, "").answers(502, "").answers(502, "");

        assertThat(client.failure(keyed("k"))).isEqualTo(new Failure.OutcomeUnknown());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 403, 404, 423, 430})
    void knowsNothingWhenAnIdempotentMutationIsRefusedAfterAnUnclearTry(int status) {
        client.shopify.answers(504, "").answers(status, "");

        assertThat(client.failure(keyed("k"))).isEqualTo(new Failure.OutcomeUnknown());
        assertThat(client.tokens.refused).isEmpty();
    }

    @Test
    void doesNotRepeatAnIdempotentMutationWithLessThanTenSecondsLeft() {
        client.shopify.answers(502, "");

        assertThat(client.failure(keyed("k"), client.in(Duration.ofSeconds(10)))).isEqualTo(
                new Failure.OutcomeUnknown());
        assertThat(client.shopify.asked()).hasSize(1);
    }

    @Test
    void takesAStallForATimeout() {
        try (var impatient = new TestClient(Duration.ofMillis(200))) {
            impatient.shopify.does(new Stall()).does(new StallHalfway()).answers(200, READ_DATA).does(new Stall());

            impatient.run(QUERY);
            assertThat(impatient.failure(MUTATION).code()).isEqualTo("write.outcome-unknown");
        }
    }

    @Test
    void asksNoLongerThanTheDeadline() {
        client.shopify.does(new Stall());

        assertThat(client.failure(QUERY, client.in(Duration.ofMillis(200))).code()).isEqualTo("shopify.timeout");
    }

    @Test
    void sendsNothingAfterTheDeadlineAndNoMutationWithLessThanTenSecondsLeft() {
        client.shopify.answers(200, CHANGE_DATA);

        assertThat(client.failure(QUERY, client.in(Duration.ZERO))).isInstanceOf(Failure.TimedOut.class);
        assertThat(client.failure(MUTATION, client.in(Duration.ofMillis(9_999)))).isInstanceOf(Failure.TimedOut.class);
        assertThat(client.shopify.asked()).isEmpty();

        client.admin.run(Errand.at(SHOP, client.in(Duration.ofSeconds(10))), MUTATION);
        assertThat(client.shopify.asked()).hasSize(1);
    }

    @Test
    void stopsWhenItIsInterrupted() {
        var waiting = new Waiting(_ -> {
            throw new InterruptedException();
        }, () -> 0);

        assertThatThrownBy(() -> waiting.waitFor(Duration.ofSeconds(1))).isInstanceOf(FailureException.class)
                .hasMessage("service.stopping");
        assertThat(Thread.interrupted()).isTrue();
    }
}
