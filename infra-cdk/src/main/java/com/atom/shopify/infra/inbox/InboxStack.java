package com.atom.shopify.infra.inbox;

import com.atom.shopify.infra.Deployment;
import com.atom.shopify.routes.Queue;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.RedriveAllowPolicy;
import software.amazon.awscdk.services.sqs.RedrivePermission;
import software.constructs.Construct;

/// The queues. What waits in them has been promised to somebody, so they survive the stack.
public final class InboxStack extends Stack {
    private final Inbox inbox;

    public InboxStack(Construct app, Deployment deployment) {
        super(app, "Inbox", StackProps.builder()
                .stackName("atom-shopify-" + deployment.stage() + "-inbox")
                .description("ATOM Shopify: queues")
                .build());
        this.inbox = new Inbox(Arrays.stream(Queue.values())
                .collect(Collectors.toMap(Function.identity(), queue -> declare(queue, deployment.stage()))));
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

    // Written out, so that renaming a constant cannot rename, and thereby replace, a deployed queue.
    private static String id(Queue queue) {
        return switch (queue) {
            case JOBS -> "Jobs";
        };
    }

    private static Duration seconds(java.time.Duration duration) {
        return Duration.seconds(duration.toSeconds());
    }
}
