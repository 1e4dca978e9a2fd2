package com.atom.shopify.fake.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

class FaultProxyTest {
    private final FakeKms fake = FakeKms.start();
    private final FaultProxy proxy = FaultProxy.before(fake.endpoint());
    private final KmsClient kms = Clients.kms(proxy.endpoint());

    @AfterEach
    void stop() {
        kms.close();
        proxy.close();
        fake.close();
    }

    @Test
    void passesOnAndRecordsWhoCalledWhat() {
        var key = kms.createKey(request -> {}).keyMetadata().keyId();
        kms.encrypt(request -> request.keyId(key).plaintext(SdkBytes.fromUtf8String("x")));

        assertThat(proxy.calls()).containsExactly(new FaultProxy.Called("CreateKey", "caller"),
                new FaultProxy.Called("Encrypt", "caller"));
    }

    @Test
    void aThrottledOrFailingOperationIsTriedAgainByTheSdkAndGoesThrough() {
        proxy.order("CreateKey", new Fault.Throttle(), 1);
        proxy.order("CreateKey", new Fault.Fail(), 1);

        assertThat(kms.createKey(request -> {}).keyMetadata().keyId()).isNotEmpty();
        assertThat(proxy.calls()).hasSize(3);
    }

    @Test
    void onlyTheOrderedOperationHasTheAccident() {
        proxy.order("Encrypt", new Fault.Fail(), 10);
        var key = kms.createKey(request -> {}).keyMetadata().keyId();

        assertThatThrownBy(() -> kms.encrypt(request -> request.keyId(key).plaintext(SdkBytes.fromUtf8String("x"))))
                .isInstanceOf(KmsException.class);
        proxy.calm();
        assertThat(kms.encrypt(request -> request.keyId(key).plaintext(SdkBytes.fromUtf8String("x"))).keyId())
                .endsWith(key);
    }

    @Test
    void aCutLosesTheAnswerAndNotTheEffect() {
        proxy.order("CreateKey", new Fault.Cut(), 10);

        assertThatThrownBy(() -> kms.createKey(request -> {})).isInstanceOf(SdkClientException.class);
    }

    @Test
    void aStalledAnswerComesLate() {
        proxy.order("CreateKey", new Fault.Stall(Duration.ofMillis(300)), 1);

        assertThat(kms.createKey(request -> {}).keyMetadata().keyId()).isNotEmpty();
    }
}
