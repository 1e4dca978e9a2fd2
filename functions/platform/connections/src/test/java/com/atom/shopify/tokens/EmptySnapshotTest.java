package com.atom.shopify.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.aws.Priming;
import com.atom.shopify.proof.ClientSecret;
import io.micronaut.crac.test.CheckpointSimulator;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EmptySnapshotTest {
    @Test
    void aSnapshotHoldsNoTokenAndNoSecretAndWorksAfterItIsRestored() {
        try (var rotation = new Rotation()) {
            var one = rotation.instance(rotation.clock, Thread::sleep);
            var shop = rotation.connect(one);
            var lifecycle = one.getBean(TokenLifecycle.class);
            var token = lifecycle.of(shop, rotation.deadline());
            var plaintext = one.getBean(Tokens.class).cached();
            assertThat(plaintext).isNotEmpty();
            assertThat(one.getBean(ClientSecrets.class).cached()).isPositive();

            var simulator = one.getBean(CheckpointSimulator.class);
            simulator.runBeforeCheckpoint();

            assertThat(one.getBean(Tokens.class).cached()).isEmpty();
            assertThat(one.getBean(ClientSecrets.class).cached()).isZero();
            rotation.advance(Duration.ofHours(2));
            simulator.runAfterRestore();
            assertThat(lifecycle.of(shop, rotation.deadline())).isNotEqualTo(token);
            assertThat(one.getBean(ClientSecrets.class).client()).isInstanceOf(ClientSecret.class);
        }
    }

    @Test
    void whatPrimingReadIsForgottenBeforeTheCheckpoint() {
        try (var rotation = new Rotation()) {
            var one = rotation.instance(rotation.clock, Thread::sleep);
            var shop = rotation.connect(one);
            var lifecycle = one.getBean(TokenLifecycle.class);
            one.getBean(Tokens.class).forgetAll();
            var read = new AtomicInteger();
            one.getBean(Priming.class).with(() -> {
                lifecycle.of(shop, rotation.deadline());
                read.set(one.getBean(Tokens.class).cached().size());
            });

            one.getBean(CheckpointSimulator.class).runBeforeCheckpoint();

            assertThat(read).hasPositiveValue();
            assertThat(one.getBean(Tokens.class).cached()).isEmpty();
        }
    }
}
