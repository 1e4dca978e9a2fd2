package com.atom.shopify.fake.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/// What the product relies on Secrets Manager for. Runs against the fake, and against any real endpoint.
interface SecretsContract {
    SecretsManagerClient secrets();

    default String newSecret(String text) {
        var name = "contract/" + UUID.randomUUID();
        secrets().createSecret(request -> request.name(name).secretString(text));
        return name;
    }

    @Test
    default void readsWhatWasWrittenByNameAndByArn() {
        var name = newSecret("{\"current\":\"x\"}");

        var byName = secrets().getSecretValue(request -> request.secretId(name));

        assertThat(byName.secretString()).isEqualTo("{\"current\":\"x\"}");
        assertThat(secrets().getSecretValue(request -> request.secretId(byName.arn())).secretString())
                .isEqualTo("{\"current\":\"x\"}");
    }

    @Test
    default void keepsThePreviousVersion() {
        var name = newSecret("first");
        secrets().putSecretValue(request -> request.secretId(name).secretString("second"));

        assertThat(secrets().getSecretValue(request -> request.secretId(name)).secretString()).isEqualTo("second");
        assertThat(
                secrets().getSecretValue(request -> request.secretId(name).versionStage("AWSPREVIOUS")).secretString())
                .isEqualTo("first");
    }

    @Test
    default void namesAreTakenOnce() {
        var name = newSecret("x");

        assertThatThrownBy(() -> secrets().createSecret(request -> request.name(name).secretString("y")))
                .isInstanceOf(ResourceExistsException.class);
    }

    @Test
    default void whatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> secrets().getSecretValue(request -> request.secretId("contract/nothing")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(
                () -> secrets().putSecretValue(request -> request.secretId("contract/nothing").secretString("x")))
                .isInstanceOf(ResourceNotFoundException.class);
    }
}
