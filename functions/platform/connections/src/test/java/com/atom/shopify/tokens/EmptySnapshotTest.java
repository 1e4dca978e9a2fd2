package com.atom.shopify.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.proof.ClientSecret;
import io.micronaut.crac.test.CheckpointSimulator;
import java.time.Duration;
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
            assertThat(one.getBean(ClientSecrets.class).cached()).isPresent();

            var simulator = one.getBean(CheckpointSimulator.class);
            simulator.runBeforeCheckpoint();

            assertThat(one.getBean(Tokens.class).cached()).isEmpty();
            assertThat(one.getBean(ClientSecrets.class).cached()).isEmpty();
            rotation.advance(Duration.ofHours(2));
            simulator.runAfterRestore();
            assertThat(lifecycle.of(shop, rotation.deadline())).isNotEqualTo(token);
            assertThat(one.getBean(ClientSecrets.class).client()).isInstanceOf(ClientSecret.class);
        }
    }
}
