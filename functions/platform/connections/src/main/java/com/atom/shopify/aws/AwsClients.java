package com.atom.shopify.aws;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// The AWS clients, over the JDK's URL connection. Their limits keep a stuck service from eating a request's 25 seconds.
@Factory
final class AwsClients {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(8);

    @Singleton
    @Bean(preDestroy = "close")
    DynamoDbClient dynamoDb() {
        return DynamoDbClient.builder().httpClientBuilder(http()).overrideConfiguration(limits()).build();
    }

    @Singleton
    @Bean(preDestroy = "close")
    KmsClient kms() {
        return KmsClient.builder().httpClientBuilder(http()).overrideConfiguration(limits()).build();
    }

    @Singleton
    @Bean(preDestroy = "close")
    SecretsManagerClient secretsManager() {
        return SecretsManagerClient.builder().httpClientBuilder(http()).overrideConfiguration(limits()).build();
    }

    private static UrlConnectionHttpClient.Builder http() {
        return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ATTEMPT);
    }

    private static ClientOverrideConfiguration limits() {
        return ClientOverrideConfiguration.builder().apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL).build();
    }
}
