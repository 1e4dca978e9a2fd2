package com.atom.shopify.aws;

import com.atom.shopify.admin.Pause;
import com.atom.shopify.fake.aws.FakeKms;
import com.atom.shopify.fake.aws.FakeSecrets;
import com.atom.shopify.fake.aws.LocalTables;
import com.atom.shopify.tables.Table;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
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
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// AWS on this machine: DynamoDB Local, the KMS double, and what a test names besides.
@Factory
public final class LocalAws {
    /// An instance of its own on these endpoints; several of them share tables and key. Nothing else can be reached.
    public static ApplicationContext context(LocalTables tables, FakeKms kms, String key, Clock clock) {
        return context(tables, kms, key, clock, Map.of());
    }

    /// The same with more settings: where Shopify is (`shopify.base.url`), Secrets Manager (`test.secrets`), SQS (`test.sqs`) and S3
    /// (`test.s3`, `test.s3.secret`).
    public static ApplicationContext context(LocalTables tables, FakeKms kms, String key, Clock clock,
            Map<String, Object> more) {
        return context(tables, kms, key, clock, more, Thread::sleep);
    }

    /// The same with another way to wait.
    public static ApplicationContext context(LocalTables tables, FakeKms kms, String key, Clock clock,
            Map<String, Object> more, Pause pause) {
        var context = ApplicationContext.builder().properties(Map.of(
                "test.dynamodb", tables.endpoint().toString(), "test.kms", kms.endpoint().toString(),
                "tokens.table", tables.name(Table.TOKENS), "connections.table", tables.name(Table.CONNECTIONS),
                "once.table", tables.name(Table.ONCE), "catalog.table", tables.name(Table.CATALOG), "stage", "test",
                "work.table", tables.name(Table.WORK),
                "token.key.id", key, "answer.key.id", key))
                .properties(Map.of("sales.table", tables.name(Table.SALES), "shopify.api.key", "test-key",
                        "shopify.secret.id", "test-secret"))
                .properties(more).build();
        context.registerSingleton(Clock.class, clock);
        context.registerSingleton(Pause.class, pause);
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

    @Singleton
    @Bean(preDestroy = "close")
    @Replaces(bean = SecretsManagerClient.class, factory = AwsClients.class)
    SecretsManagerClient secrets(@Property(name = "test.secrets", defaultValue = "http://127.0.0.1:1") URI endpoint) {
        return secretsClient(endpoint);
    }

    // Of the modules above this one, so that there is nothing here yet which they could replace.
    @Singleton
    @Primary
    @Bean(preDestroy = "close")
    @Requires(property = "test.sqs")
    SqsClient sqs(@Property(name = "test.sqs") URI endpoint) {
        return SqsClient.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }

    @Singleton
    @Primary
    @Bean(preDestroy = "close")
    @Requires(property = "test.s3")
    S3Client s3(@Property(name = "test.s3") URI endpoint, @Property(name = "test.s3.secret") String secret) {
        return S3Client.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", secret)))
                .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }

    /// Puts a new client secret where instances on this endpoint look for it.
    public static String newSecret(FakeSecrets secrets, String value) {
        try (var client = secretsClient(secrets.endpoint())) {
            client.createSecret(request -> request.name("test-secret").secretString("{\"current\":\"" + value + "\"}"));
        }
        return "test-secret";
    }

    private static SecretsManagerClient secretsClient(URI endpoint) {
        return SecretsManagerClient.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }

    private static KmsClient client(URI endpoint) {
        return KmsClient.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }
}
