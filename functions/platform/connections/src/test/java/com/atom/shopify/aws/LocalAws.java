package com.atom.shopify.aws;

import com.atom.shopify.fake.aws.FakeKms;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.tables.Table;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;

/// The module's beans on DynamoDB Local and the KMS double.
@Factory
public final class LocalAws {
    /// An instance of its own on these endpoints; several of them share tables and key.
    public static ApplicationContext context(LocalTables tables, FakeKms kms, String key, Clock clock) {
        var context = ApplicationContext.builder().properties(Map.of(
                "test.dynamodb", tables.endpoint().toString(), "test.kms", kms.endpoint().toString(),
                "tokens.table", tables.name(Table.TOKENS), "connections.table", tables.name(Table.CONNECTIONS),
                "once.table", tables.name(Table.ONCE), "catalog.table", tables.name(Table.CATALOG), "stage", "test",
                "token.key.id", key, "answer.key.id", key)).build();
        context.registerSingleton(Clock.class, clock);
        return context.start();
    }

    public static String newKey(FakeKms kms) {
        try (var client = client(kms.endpoint())) {
            return client.createKey(request -> {}).keyMetadata().keyId();
        }
    }

    @Singleton
    @Bean(preDestroy = "close")
    @Replaces(bean = DynamoDbClient.class, factory = AwsClients.class)
    DynamoDbClient dynamoDb(@Property(name = "test.dynamodb") URI endpoint) {
        return DynamoDbClient.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider
                        .create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }

    @Singleton
    @Bean(preDestroy = "close")
    @Replaces(bean = KmsClient.class, factory = AwsClients.class)
    KmsClient kms(@Property(name = "test.kms") URI endpoint) {
        return client(endpoint);
    }

    private static KmsClient client(URI endpoint) {
        return KmsClient.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }
}
