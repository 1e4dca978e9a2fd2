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

/// ElasticMQ in this process: SQS on a loopback port and in memory, with AWS's limits.
public final class LocalQueues implements AutoCloseable {
    private static final String DEAD_LETTERS = "-dlq";

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

    /// Starts on a free loopback port, without queues.
    public static LocalQueues start() {
        return new LocalQueues(SQSRestServerBuilder.withInterface(Loopback.address().getHostAddress())
                .withDynamicPort().withAWSRegion(Region.US_EAST_1.id()).start());
    }

    public URI endpoint() {
        return endpoint;
    }

    /// A standard queue, and `{name}-dlq` which gets what was received this often without being deleted. Gives the queue's URL;
    /// the SDK takes only the queue's name from it and calls its own endpoint, so that the URL also holds behind a proxy.
    public String create(String name, Duration visibility, int maxReceives) {
        return create(client, name, visibility, maxReceives);
    }

    static String create(SqsClient sqs, String name, Duration visibility, int maxReceives) {
        var deadLetters = sqs.createQueue(request -> request.queueName(name + DEAD_LETTERS)).queueUrl();
        var redrive = JsonService.JSON.createObjectNode().put("deadLetterTargetArn", arn(sqs, deadLetters))
                .put("maxReceiveCount", maxReceives);
        return sqs.createQueue(request -> request.queueName(name).attributes(
                Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(visibility.toSeconds()),
                        QueueAttributeName.REDRIVE_POLICY, redrive.toString())))
                .queueUrl();
    }

    static String arn(SqsClient sqs, String url) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes().getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    }

    /// The address of a queue's dead-letter queue.
    public static String deadLetters(String queue) {
        return queue + DEAD_LETTERS;
    }

    /// A client for looking at the queues from outside of the product.
    public SqsClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
    }
}
