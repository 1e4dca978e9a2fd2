package com.atom.shopify.fake.aws;

import com.atom.shopify.tables.Table;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// All suites that ours pass, against another implementation that has every service at one address.
abstract class EndpointContract {

    abstract URI endpoint();

    @Nested
    class DynamoDb implements DynamoDbContract {
        private static final String PREFIX = "contract-" + UUID.randomUUID() + "-";

        @Override
        public DynamoDbClient dynamoDb() {
            return Client.dynamoDb(endpoint());
        }

        @Override
        public String name(Table table) {
            var name = PREFIX + table.name();
            if (!dynamoDb().listTables().tableNames().contains(name)) {
                LocalTables.create(dynamoDb(), name, table);
                dynamoDb().waiter().waitUntilTableExists(wait -> wait.tableName(name));
            }
            return name;
        }
    }

    @Nested
    class Kms implements KmsContract {
        @Override
        public KmsClient kms() {
            return Client.kms(endpoint());
        }
    }

    @Nested
    class Secrets implements SecretsContract {
        @Override
        public SecretsManagerClient secrets() {
            return Client.secrets(endpoint());
        }
    }

    @Nested
    class Sqs implements SqsContract {
        @Override
        public SqsClient sqs() {
            return Client.sqs(endpoint());
        }
    }

    @Nested
    class S3 implements S3Contract {
        @Override
        public S3Client s3() {
            return Client.s3(endpoint(), Client.SECRET_KEY);
        }

        @Override
        public S3Presigner presigner() {
            return Client.presigner(endpoint(), Client.SECRET_KEY);
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
            return Client.events(endpoint());
        }
    }
}
