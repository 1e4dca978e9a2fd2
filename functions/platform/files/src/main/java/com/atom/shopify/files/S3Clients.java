package com.atom.shopify.files;

import com.atom.shopify.aws.AwsClient;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The clients of S3, in the functions that have files.
@Factory
final class S3Clients {

    @Singleton
    @Bean(preDestroy = "close")
    S3Client s3() {
        return AwsClient.of(S3Client.builder());
    }

    /// Signs without asking anybody.
    @Singleton
    @Bean(preDestroy = "close")
    S3Presigner presigner(S3Client client) {
        return S3Presigner.builder().s3Client(client).build();
    }
}
