package com.atom.shopify.admin;

import static com.atom.shopify.admin.Things.KEYED_DATA;
import static com.atom.shopify.admin.Things.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.failure.FailureException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedWritesTest {
    private static final UUID KEY = UUID.fromString("1c9bd5a2-8a3e-4a3d-9c54-1f0f5a6b7c8d");
    private static final Pattern SENT_KEY = Pattern.compile("\"key\":\"([^\"]+)\"");

    private final TestClient client = new TestClient();

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void waitsForAnotherAttemptUnderTheSameKeyAndHearsWhatCameOfIt() {
        client.shopify.answers(200, refusing("IDEMPOTENCY_CONCURRENT_REQUEST"))
                .answers(200, refusing("IDEMPOTENCY_CONCURRENT_REQUEST")).answers(200, KEYED_DATA);

        var answer = run();

        assertThat(answer.thingAdjust().userErrors()).isEmpty();
        assertThat(keys()).containsExactly(KEY.toString(), KEY.toString(), KEY.toString());
        assertThat(client.pauses).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500));
    }

    @Test
    void leavesTheOutcomeUnknownWhenTheOtherAttemptDoesNotEndInTime() {
        for (var i = 0; i < 15; i++) {
            client.shopify.answers(200, refusing("IDEMPOTENCY_CONCURRENT_REQUEST"));
        }

        assertThatThrownBy(this::run).isInstanceOf(FailureException.class).hasMessage("write.outcome-unknown");
        assertThat(client.pauses.stream().reduce(Duration.ZERO, Duration::plus)).isLessThan(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 403, 404})
    void leavesTheOutcomeUnknownWhenTheOtherAttemptIsNotHeardOf(int status) {
        client.shopify.answers(200, refusing("IDEMPOTENCY_CONCURRENT_REQUEST")).answers(status, "{}");

        assertThatThrownBy(this::run).isInstanceOf(FailureException.class).hasMessage("write.outcome-unknown");
    }

    @Test
    void asksAgainWhenAnErrorWithoutACodeIsAboutTheKey() {
        client.shopify
                .answers(200,
                        """
                                {"data":{"thingAdjust":{"userErrors":[{"field":null,"message":"A request with this Idempotency key runs"}]}}}
                                """)
                .answers(200, KEYED_DATA);

        assertThat(run().thingAdjust().userErrors()).isEmpty();
    }

    @Test
    void goesOnUnderAKeyThatFollowsFromTheFirstWhenNothingCameOfThat() {
        for (var attempt = 0; attempt < 2; attempt++) {
            client.shopify.answers(200, refusing("IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED")).answers(200, KEYED_DATA);
            run();
        }

        var keys = keys();
        assertThat(keys.subList(0, 2)).doesNotHaveDuplicates().startsWith(KEY.toString())
                .isEqualTo(keys.subList(2, 4));
    }

    @Test
    void stopsWhenKeyAfterKeyHasFailed() {
        for (var i = 0; i < 20; i++) {
            client.shopify.answers(200, refusing("IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED"));
        }

        assertThatThrownBy(this::run).isInstanceOf(FailureException.class).hasMessage("shopify.unavailable");
        assertThat(keys()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void saysThatNobodyKnowsWhatAnotherInputUnderTheKeyDid() {
        client.shopify.answers(200, refusing("IDEMPOTENCY_KEY_PARAMETER_MISMATCH"));

        assertThatThrownBy(this::run).isInstanceOf(FailureException.class).hasMessage("write.outcome-unknown");
    }

    @Test
    void leavesWhatShopifySaysOfTheWriteItself() {
        client.shopify.answers(200, refusing("INVALID_REASON"));

        assertThat(run().thingAdjust().userErrors()).extracting(UserError::code).containsExactly("INVALID_REASON");
    }

    @Test
    void runsNoMutationThatShopifyDoesNotRecognize() {
        assertThatIllegalArgumentException().isThrownBy(() -> client.keyed.run(
                Errand.at(SHOP, client.in(Duration.ofSeconds(25))), KEY, _ -> Things.MUTATION, _ -> List.of()));
    }

    private Things.Keyed run() {
        return client.keyed.run(Errand.at(SHOP, client.in(Duration.ofSeconds(25))), KEY, Things::keyed,
                answer -> answer.thingAdjust().userErrors());
    }

    private List<String> keys() {
        return client.shopify.asked().stream()
                .map(asked -> SENT_KEY.matcher(asked.body()).results().findFirst().orElseThrow().group(1)).toList();
    }

    private static String refusing(String code) {
        return "{\"data\":{\"thingAdjust\":{\"userErrors\":[{\"field\":null,\"message\":\"no\",\"code\":\"" + code
                + "\"}]}}}";
    }
}
