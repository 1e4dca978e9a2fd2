package com.atom.shopify.fake.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;

class FakeSecretsTest implements SecretsContract {
    private static final FakeSecrets FAKE = FakeSecrets.start();
    private static final SecretsManagerClient SECRETS = Client.secrets(FAKE.endpoint());

    @AfterAll
    static void stop() {
        SECRETS.close();
        FAKE.close();
    }

    @Override
    public SecretsManagerClient secrets() {
        return SECRETS;
    }

    @Test
    void refusesSecretsThatAreNoText() {
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> SECRETS.createSecret(
                request -> request.name("bytes").secretBinary(SdkBytes.fromUtf8String("bytes"))));
    }

    @Test
    void aSecretDeletedByForceFreesItsName() {
        SECRETS.createSecret(request -> request.name("forced").secretString("first"));

        SECRETS.deleteSecret(request -> request.secretId("forced").forceDeleteWithoutRecovery(true));

        assertThat(SECRETS.createSecret(request -> request.name("forced").secretString("second")).name())
                .isEqualTo("forced");
    }
}
