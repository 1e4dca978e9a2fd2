package com.atom.shopify.fake.aws;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FakeSecretsTest implements SecretsContract {
    private final FakeSecrets fake = FakeSecrets.start();
    private final SecretsManagerClient client = Clients.secrets(fake.endpoint());

    @Override
    public SecretsManagerClient secrets() {
        return client;
    }

    @AfterAll
    void stop() {
        client.close();
        fake.close();
    }
}
