package com.atom.shopify.fake.aws;

import com.atom.shopify.tables.Table;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// DynamoDB Local in this process, on a loopback port and in memory, with the product's tables.
public final class LocalTables implements AutoCloseable {
    /// DynamoDB Local quiets this logger and lets go of it, and with it, at the next collection, of what was said to it.
    private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

    private final Server server;
    private final LocalDynamoDBServerHandler handler;
    private final DynamoDbClient client;

    private LocalTables(Server server, LocalDynamoDBServerHandler handler) {
        this.server = server;
        this.handler = handler;
        this.client = DynamoDbClient.builder().endpointOverride(endpoint()).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
        Arrays.stream(Table.values()).forEach(table -> create(client, name(table), table));
    }

    public static LocalTables start() {
        SQLITE.setLevel(Level.OFF);
        try {
            var handler = new LocalDynamoDBServerHandler(new LocalDynamoDBRequestHandler(0, true, null, true, false),
                    null);
            var server = new Server(new InetSocketAddress(Loopback.address(), 0));
            server.setHandler(handler);
            server.start();
            return new LocalTables(server, handler);
        } catch (Exception doesNotStart) {
            throw new IllegalStateException("DynamoDB Local does not start", doesNotStart);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getURI().getPort());
    }

    /// The name that a table has here.
    public String name(Table table) {
        return "local-" + table.name().toLowerCase(Locale.ROOT);
    }

    /// A client for looking at the tables from outside of the product.
    public DynamoDbClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        try {
            server.stop();
            handler.close();
        } catch (Exception doesNotStop) {
            throw new IllegalStateException("DynamoDB Local does not stop", doesNotStop);
        }
    }

    static void create(DynamoDbClient client, String name, Table table) {
        var request = CreateTableRequest.builder().tableName(name).billingMode(BillingMode.PAY_PER_REQUEST);
        var keys = new ArrayList<>(List.of(key(table.partitionKey(), KeyType.HASH)));
        table.sortKey().ifPresent(sort -> keys.add(key(sort, KeyType.RANGE)));
        request.keySchema(keys);
        table.index().ifPresent(index -> request.globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(key(index.partitionKey(), KeyType.HASH), key(index.sortKey(), KeyType.RANGE))
                .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY)).build()));
        request.attributeDefinitions(Stream.of(table.partitionKey(), table.sortKey().orElse(null),
                table.index().map(Table.Index::partitionKey).orElse(null),
                table.index().map(Table.Index::sortKey).orElse(null))
                .filter(Objects::nonNull).distinct()
                .map(key -> AttributeDefinition.builder().attributeName(key).attributeType(ScalarAttributeType.S)
                        .build())
                .toList());
        client.createTable(request.build());
        table.timeToLive().ifPresent(attribute -> client.updateTimeToLive(update -> update.tableName(name)
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(attribute))));
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
