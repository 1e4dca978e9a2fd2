package com.atom.shopify.fake.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/// What the product relies on in Secrets Manager; holds for ours and for AWS's.
interface SecretsContract {
    SecretsManagerClient secrets();

    @Test
    default void readsWhatWasCreated() {
        var name = create("first");

        var value = secrets().getSecretValue(request -> request.secretId(name));

        assertThat(value.secretString()).isEqualTo("first");
        assertThat(value.name()).isEqualTo(name);
        assertThat(value.versionStages()).containsExactly("AWSCURRENT");
        assertThat(value.createdDate()).isNotNull();
        assertThat(secrets().getSecretValue(request -> request.secretId(value.arn())).secretString())
                .isEqualTo("first");
    }

    @Test
    default void anUnknownSecretIsNotFound() {
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> read(name()));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> secrets().putSecretValue(request -> request.secretId(name()).secretString("x")));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> secrets().describeSecret(request -> request.secretId(name())));
    }

    @Test
    default void aNameIsTakenOnce() {
        var name = create("first");

        assertThatExceptionOfType(ResourceExistsException.class)
                .isThrownBy(() -> secrets().createSecret(request -> request.name(name).secretString("second")));
        assertThat(read(name)).isEqualTo("first");
    }

    @Test
    default void aNewValueMakesTheOldOnePrevious() {
        var name = create("first");
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> read(name, "AWSPREVIOUS"));

        var put = secrets().putSecretValue(request -> request.secretId(name).secretString("second"));

        assertThat(read(name)).isEqualTo("second");
        assertThat(read(name, "AWSPREVIOUS")).isEqualTo("first");
        assertThat(secrets().describeSecret(request -> request.secretId(name)).versionIdsToStages())
                .hasSize(2).containsEntry(put.versionId(), List.of("AWSCURRENT"));
    }

    @Test
    default void aRepeatedPutIsOneVersion() {
        var name = create("first");
        var token = UUID.randomUUID().toString();

        for (var i = 0; i < 2; i++) {
            secrets().putSecretValue(
                    request -> request.secretId(name).secretString("second").clientRequestToken(token));
        }

        assertThat(read(name, "AWSPREVIOUS")).isEqualTo("first");
    }

    @Test
    default void aDeletedSecretIsNotReadAndKeepsItsName() {
        var name = create("first");

        secrets().deleteSecret(request -> request.secretId(name));

        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> read(name));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> secrets().createSecret(request -> request.name(name).secretString("again")));
    }

    @Test
    default void aDeletedSecretIsNotWrittenAndNotDeletedAgain() {
        var name = create("first");

        secrets().deleteSecret(request -> request.secretId(name));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> secrets().putSecretValue(request -> request.secretId(name).secretString("second")));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> secrets().deleteSecret(request -> request.secretId(name)));
    }

    @Test
    default void aSecretDeletedByForceIsGone() {
        var name = create("first");

        secrets().deleteSecret(request -> request.secretId(name).forceDeleteWithoutRecovery(true));

        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> read(name));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> secrets().deleteSecret(request -> request.secretId(name)));
    }

    @Test
    default void deletingByForceMayBeRepeated() {
        var deleted = secrets().deleteSecret(request -> request.secretId(name()).forceDeleteWithoutRecovery(true));

        assertThat(deleted.deletionDate()).isNotNull();
    }

    @Test
    default void theRecoveryWindowHasSevenToThirtyDaysAndExcludesForce() {
        var name = create("first");

        for (var days : new long[]{6, 31}) {
            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() -> secrets()
                            .deleteSecret(request -> request.secretId(name).recoveryWindowInDays(days)));
        }
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> secrets().deleteSecret(
                request -> request.secretId(name).recoveryWindowInDays(7L).forceDeleteWithoutRecovery(true)));
        assertThat(read(name)).isEqualTo("first");
    }

    @Test
    default void aRepeatedCreationIsOneSecret() {
        var name = name();
        var token = UUID.randomUUID().toString();

        for (var i = 0; i < 2; i++) {
            secrets().createSecret(request -> request.name(name).secretString("first").clientRequestToken(token));
        }

        assertThat(read(name)).isEqualTo("first");
        assertThatExceptionOfType(ResourceExistsException.class).isThrownBy(() -> secrets()
                .createSecret(request -> request.name(name).secretString("other").clientRequestToken(token)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "ü", "a:b", "a#b"})
    default void aNameHasOnlyItsCharacters(String name) {
        refused(name, "text");
    }

    @Test
    default void namesAndTextsAreLimited() {
        refused("x".repeat(513), "text");
        refused(name(), "x".repeat(65_537));

        var name = create("x".repeat(65_536));

        assertThat(read(name)).hasSize(65_536);
    }

    private void refused(String name, String text) {
        assertThatExceptionOfType(SecretsManagerException.class)
                .isThrownBy(() -> secrets().createSecret(request -> request.name(name).secretString(text)))
                .matches(refused -> refused.awsErrorDetails().errorCode().equals("ValidationException"));
    }

    private String create(String text) {
        var name = name();
        secrets().createSecret(request -> request.name(name).secretString(text));
        return name;
    }

    private String read(String name) {
        return secrets().getSecretValue(request -> request.secretId(name)).secretString();
    }

    private String read(String name, String stage) {
        return secrets().getSecretValue(request -> request.secretId(name).versionStage(stage)).secretString();
    }

    private static String name() {
        return "contract/" + UUID.randomUUID();
    }
}
