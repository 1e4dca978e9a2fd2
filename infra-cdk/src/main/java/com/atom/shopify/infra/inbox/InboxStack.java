package com.atom.shopify.infra.inbox;

import com.atom.shopify.infra.Deployment;
import com.atom.shopify.routes.Bucket;
import com.atom.shopify.routes.Queue;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CorsRule;
import software.amazon.awscdk.services.s3.HttpMethods;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.RedriveAllowPolicy;
import software.amazon.awscdk.services.sqs.RedrivePermission;
import software.constructs.Construct;

/// The queues and the buckets beside them, the bus on which the platform hears what changed, and, when Shopify delivers that way, its
/// partner bus. What waits in them has been promised to somebody, so they survive the stack.
public final class InboxStack extends Stack {
    private final Inbox inbox;

    public InboxStack(Construct app, Deployment deployment) {
        super(app, "Inbox", StackProps.builder()
                .stackName("atom-shopify-" + deployment.stage() + "-inbox")
                .description("ATOM Shopify: queues, buckets and event bus")
                .build());
        this.inbox = new Inbox(Arrays.stream(Queue.values())
                .collect(Collectors.toMap(Function.identity(), queue -> declare(queue, deployment.stage()))),
                Arrays.stream(Bucket.values()).collect(Collectors.toMap(Function.identity(),
                        bucket -> declare(bucket, deployment.corsAllowedOrigins()))),
                EventBus.Builder.create(this, "Announcements").eventBusName("atom-shopify-" + deployment.stage())
                        .build());
        deployment.partnerEventSource().ifPresent(
                source -> new PartnerBus(this, deployment.stage(), source, inbox.queue(Queue.INBOX)));
    }

    public Inbox inbox() {
        return inbox;
    }

    private Inbox.Pair declare(Queue queue, String stage) {
        var name = "atom-shopify-" + stage + "-" + queue.id();
        var deadLetters = encrypted(id(queue) + "DeadLetters", name + "-dead-letters")
                .retentionPeriod(seconds(Queue.DEAD_LETTERS_KEPT))
                .redriveAllowPolicy(RedriveAllowPolicy.builder().redrivePermission(RedrivePermission.ALLOW_ALL).build())
                .build();
        var messages = encrypted(id(queue), name)
                .visibilityTimeout(seconds(queue.visibility()))
                .retentionPeriod(seconds(Queue.DEAD_LETTERS_KEPT))
                .deadLetterQueue(DeadLetterQueue.builder().queue(deadLetters).maxReceiveCount(Queue.MOST_RECEIVES)
                        .build())
                .build();
        return new Inbox.Pair(messages, deadLetters);
    }

    private software.amazon.awscdk.services.sqs.Queue.Builder encrypted(String id, String name) {
        return software.amazon.awscdk.services.sqs.Queue.Builder.create(this, id).queueName(name)
                .encryption(QueueEncryption.SQS_MANAGED).enforceSsl(true).removalPolicy(RemovalPolicy.RETAIN);
    }

    /// Its name is made by CloudFormation: bucket names are taken in all the world.
    private IBucket declare(Bucket bucket, List<String> origins) {
        return software.amazon.awscdk.services.s3.Bucket.Builder.create(this, id(bucket))
                .encryption(BucketEncryption.S3_MANAGED)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .enforceSsl(true)
                .lifecycleRules(List.of(LifecycleRule.builder().id("Forget").expiration(seconds(bucket.kept()))
                        .abortIncompleteMultipartUploadAfter(Duration.days(1)).build()))
                .cors(uploads(bucket, origins))
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    /// A page of the platform may PUT a file to the address that it was given, and read nothing.
    private static List<CorsRule> uploads(Bucket bucket, List<String> origins) {
        return switch (bucket) {
            case FILES -> origins.isEmpty()
                    ? List.of()
                    : List.of(CorsRule.builder().id("Upload").allowedMethods(List.of(HttpMethods.PUT))
                            .allowedOrigins(origins).allowedHeaders(List.of("content-type")).maxAge(3_600).build());
            case PAYLOADS, REPORTS -> List.of();
        };
    }

    private static String id(Bucket bucket) {
        return switch (bucket) {
            case PAYLOADS -> "Payloads";
            case FILES -> "Files";
            case REPORTS -> "Reports";
        };
    }

    // Written out, so that renaming a constant cannot rename, and thereby replace, a deployed queue.
    private static String id(Queue queue) {
        return switch (queue) {
            case INBOX -> "Inbox";
            case JOBS -> "Jobs";
        };
    }

    private static Duration seconds(java.time.Duration duration) {
        return Duration.seconds(duration.toSeconds());
    }
}
