package com.atom.shopify.fake.aws;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The SDK's clients as the product builds them, for an endpoint.
final class Client {
    static final String ACCESS_KEY = "contract";
    static final String SECRET_KEY = "local";
    /// The SDK's own number of attempts, without its pauses.
    private static final RetryStrategy AGAIN_AT_ONCE = AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .backoffStrategy(BackoffStrategy.retryImmediately())
            .throttlingBackoffStrategy(BackoffStrategy.retryImmediately()).build();

    private Client() {}

    static KmsClient kms(URI endpoint) {
        return at(endpoint, KmsClient.builder()).build();
    }

    static SecretsManagerClient secrets(URI endpoint) {
        return at(endpoint, SecretsManagerClient.builder()).build();
    }

    static DynamoDbClient dynamoDb(URI endpoint) {
        return at(endpoint, DynamoDbClient.builder()).build();
    }

    static SqsClient sqs(URI endpoint) {
        return at(endpoint, SqsClient.builder()).build();
    }

    static S3Client s3(URI endpoint, String secretKey) {
        return at(endpoint, S3Client.builder()).credentialsProvider(credentials(secretKey)).build();
    }

    static S3Presigner presigner(URI endpoint, String secretKey) {
        return S3Presigner.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
                .credentialsProvider(credentials(secretKey)).build();
    }

    static EventBridgeClient events(URI endpoint) {
        return at(endpoint, EventBridgeClient.builder()).build();
    }

    private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B at(URI endpoint, B builder) {
        return builder.endpointOverride(endpoint).region(Region.US_EAST_1)
                .credentialsProvider(credentials(SECRET_KEY))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(5)))
                .overrideConfiguration(client -> client.retryStrategy(AGAIN_AT_ONCE));
    }

    private static StaticCredentialsProvider credentials(String secretKey) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, secretKey));
    }
}
