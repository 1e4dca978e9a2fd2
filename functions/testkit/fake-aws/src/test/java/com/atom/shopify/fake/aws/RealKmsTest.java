package com.atom.shopify.fake.aws;

import java.net.URI;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

import software.amazon.awssdk.services.kms.KmsClient;

/// The same facts about whatever AWS endpoint is at hand, which keeps the fake honest.
@EnabledIfEnvironmentVariable(named = "AWS_ENDPOINT_URL", matches = "http.+", disabledReason = "set AWS_ENDPOINT_URL to an AWS endpoint (an emulator in Docker, for example) to hold it to the same contract")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealKmsTest implements KmsContract {
    private final KmsClient client = Clients.kms(URI.create(System.getenv("AWS_ENDPOINT_URL")));

    @Override
    public KmsClient kms() {
        return client;
    }
}
