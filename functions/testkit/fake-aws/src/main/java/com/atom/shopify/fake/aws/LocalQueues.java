package com.atom.shopify.fake.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// ElasticMQ in this process: SQS on a loopback port, in memory.
public final class LocalQueues implements AutoCloseable {
    private static final String DEAD_LETTERS = "-dead-letters";

    private final SQSRestServer server;
    private final URI endpoint;
    private final SqsClient client;

    private LocalQueues(SQSRestServer server) {
        this.server = server;
        this.endpoint = URI.create("http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
        this.client = SqsClient.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }

    public static LocalQueues start() {
        return new LocalQueues(SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start());
    }

    public URI endpoint() {
        return endpoint;
    }

    /// A client for looking at the queues from outside of the product.
    public SqsClient client() {
        return client;
    }

    /// Makes a standard queue and its dead-letter queue, to which a message goes that was received too often.
    ///
    /// @return the queue's address
    public String create(String name, Duration visibility, int mostReceives) {
        var deadLetters = client.createQueue(request -> request.queueName(name + DEAD_LETTERS)).queueUrl();
        var target = client.getQueueAttributes(request -> request.queueUrl(deadLetters)
                .attributeNames(QueueAttributeName.QUEUE_ARN)).attributes().get(QueueAttributeName.QUEUE_ARN);
        return client.createQueue(request -> request.queueName(name).attributes(Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT, String.valueOf(visibility.toSeconds()),
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + target + "\",\"maxReceiveCount\":\"" + mostReceives + "\"}")))
                .queueUrl();
    }

    /// The address of a queue's dead-letter queue.
    public static String deadLetters(String queue) {
        return queue + DEAD_LETTERS;
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
    }
}
