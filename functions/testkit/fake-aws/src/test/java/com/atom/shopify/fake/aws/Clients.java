package com.atom.shopify.fake.aws;

import java.net.URI;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// AWS clients for an endpoint that takes any credentials.
final class Clients {
    private static final AwsCredentialsProvider ANYBODY = StaticCredentialsProvider
            .create(AwsBasicCredentials.create("caller", "caller"));

    private Clients() {}

    static KmsClient kms(URI endpoint) {
        return KmsClient.builder().endpointOverride(endpoint).region(Region.US_EAST_1).credentialsProvider(ANYBODY)
                .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }

    static SecretsManagerClient secrets(URI endpoint) {
        return SecretsManagerClient.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
                .credentialsProvider(ANYBODY).httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }
}
