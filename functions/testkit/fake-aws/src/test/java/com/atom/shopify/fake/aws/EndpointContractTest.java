package com.atom.shopify.fake.aws;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The same suites against another implementation: any emulator, whose address is in `AWS_ENDPOINT_URL`.
class EndpointContractTest {
    private static final String ENDPOINT = System.getenv().getOrDefault("AWS_ENDPOINT_URL", "");

    @BeforeEach
    void needsAnEndpoint() {
        assumeFalse(ENDPOINT.isEmpty(), "AWS_ENDPOINT_URL names no other implementation to compare with");
    }

    @Nested
    class Kms implements KmsContract {
        @Override
        public KmsClient kms() {
            return Client.kms(URI.create(ENDPOINT));
        }
    }

    @Nested
    class Secrets implements SecretsContract {
        @Override
        public SecretsManagerClient secrets() {
            return Client.secrets(URI.create(ENDPOINT));
        }
    }

    @Nested
    class Sqs implements SqsContract {
        @Override
        public SqsClient sqs() {
            return Client.sqs(URI.create(ENDPOINT));
        }
    }

    @Nested
    class S3 implements S3Contract {
        @Override
        public S3Client s3() {
            return Client.s3(URI.create(ENDPOINT), Client.SECRET_KEY);
        }

        @Override
        public S3Presigner presigner() {
            return Client.presigner(URI.create(ENDPOINT), Client.SECRET_KEY);
        }

        @Override
        public String bucket() {
            var name = "contract-" + UUID.randomUUID();
            s3().createBucket(request -> request.bucket(name));
            return name;
        }
    }

    @Nested
    class Events implements EventsContract {
        @Override
        public EventBridgeClient events() {
            return Client.events(URI.create(ENDPOINT));
        }
    }
}
