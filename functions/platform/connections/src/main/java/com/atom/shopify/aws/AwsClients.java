package com.atom.shopify.aws;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

@Factory
final class AwsClients {

    @Singleton
    @Bean(preDestroy = "close")
    DynamoDbClient dynamoDb() {
        return AwsClient.of(DynamoDbClient.builder());
    }

    @Singleton
    @Bean(preDestroy = "close")
    KmsClient kms() {
        return AwsClient.of(KmsClient.builder());
    }

    @Singleton
    @Bean(preDestroy = "close")
    SecretsManagerClient secretsManager() {
        return AwsClient.of(SecretsManagerClient.builder());
    }
}
