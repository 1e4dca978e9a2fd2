package com.atom.shopify.sync;

import com.atom.shopify.admin.AccessToken;
import com.atom.shopify.admin.AccessTokens;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.time.Deadline;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/// SQS in this process, and a store whose token is good.
@Factory
final class LocalEndpoints {

    @Singleton
    @Primary
    @Bean(preDestroy = "close")
    SqsClient localSqs(@Property(name = "test.sqs") URI endpoint) {
        return SqsClient.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }

    @Singleton
    @Primary
    AccessTokens tokens() {
        return new AccessTokens() {
            private final AccessToken token = AccessToken.of("shpat_" + UUID.randomUUID());

            @Override
            public AccessToken of(ShopDomain shop, Deadline deadline) {
                return token;
            }

            @Override
            public Optional<AccessToken> insteadOf(AccessToken refused, ShopDomain shop, Deadline deadline) {
                return Optional.empty();
            }

            @Override
            public void useless(AccessToken refused, ShopDomain shop) {}
        };
    }
}
