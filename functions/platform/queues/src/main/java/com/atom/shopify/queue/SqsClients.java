package com.atom.shopify.queue;

import com.atom.shopify.aws.AwsClient;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.sqs.SqsClient;

@Factory
final class SqsClients {

    @Singleton
    @Bean(preDestroy = "close")
    SqsClient sqs() {
        return AwsClient.of(SqsClient.builder());
    }
}
