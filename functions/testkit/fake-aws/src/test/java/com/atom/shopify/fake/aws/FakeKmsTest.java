package com.atom.shopify.fake.aws;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

import software.amazon.awssdk.services.kms.KmsClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FakeKmsTest implements KmsContract {
    private final FakeKms fake = FakeKms.start();
    private final KmsClient client = Clients.kms(fake.endpoint());

    @Override
    public KmsClient kms() {
        return client;
    }

    @AfterAll
    void stop() {
        client.close();
        fake.close();
    }
}
