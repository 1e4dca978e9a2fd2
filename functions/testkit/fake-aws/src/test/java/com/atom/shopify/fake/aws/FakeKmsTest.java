package com.atom.shopify.fake.aws;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

class FakeKmsTest implements KmsContract {
    private static final FakeKms FAKE = FakeKms.start();
    private static final KmsClient KMS = Client.kms(FAKE.endpoint());

    @AfterAll
    static void stop() {
        KMS.close();
        FAKE.close();
    }

    @Override
    public KmsClient kms() {
        return KMS;
    }

    @Test
    void refusesWhatItDoesNotSupportLoudly() {
        assertThatExceptionOfType(KmsException.class).isThrownBy(KMS::listKeys)
                .withMessageContaining("TrentService.ListKeys")
                .matches(refused -> refused.awsErrorDetails().errorCode().equals("UnknownOperationException"));
    }
}
