package com.atom.shopify.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.routes.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InboxStackTest {
    private final Stacks stacks = Stacks.withUserPool();

    @Test
    void thereIsOneQueueAndOneDeadLetterQueueForEachOfTheTable() {
        assertThat(Stacks.all(stacks.inbox(), "AWS::SQS::Queue")).hasSize(2 * Queue.values().length)
                .allSatisfy(queue -> {
                    assertThat(queue.at("SqsManagedSseEnabled").asBoolean()).isTrue();
                    assertThat(queue.at("FifoQueue").isMissingNode()).isTrue();
                    assertThat(queue.at("MessageRetentionPeriod").asLong())
                            .isEqualTo(Queue.DEAD_LETTERS_KEPT.toSeconds());
                    assertThat(queue.json().path("DeletionPolicy").asText()).isEqualTo("Retain");
                });
        assertThat(Stacks.all(stacks.inbox(), "AWS::SQS::QueuePolicy")).hasSize(2 * Queue.values().length)
                .allSatisfy(policy -> assertThat(policy.at("PolicyDocument/Statement").toString())
                        .contains("\"aws:SecureTransport\":\"false\""));
    }

    @ParameterizedTest
    @EnumSource
    void whatItsConsumerDiesOverGoesToTheDeadLetters(Queue queue) {
        var declared = Stacks.resource(stacks.inbox(), stacks.queueId(queue));

        assertThat(declared.target("RedrivePolicy/deadLetterTargetArn")).isEqualTo(stacks.deadLettersId(queue));
        assertThat(declared.at("RedrivePolicy/maxReceiveCount").asInt()).isEqualTo(Queue.MOST_RECEIVES);
        assertThat(declared.at("VisibilityTimeout").asLong())
                .isEqualTo(6 * stacks.function(queue.consumer()).at("Timeout").asLong());
    }

    @ParameterizedTest
    @EnumSource
    void theLiveVersionOfTheConsumerGetsBatchesAndSaysWhatFailed(Queue queue) {
        var source = Stacks.all(stacks.api(), "AWS::Lambda::EventSourceMapping").stream()
                .filter(mapping -> mapping.target("EventSourceArn").equals(stacks.queueId(queue))).toList();

        assertThat(source).singleElement().satisfies(mapping -> {
            assertThat(mapping.at("FunctionName").toString()).contains("live");
            assertThat(mapping.at("FunctionResponseTypes").toString()).isEqualTo("[\"ReportBatchItemFailures\"]");
            assertThat(mapping.at("BatchSize").asInt()).isEqualTo(Queue.BATCH);
        });
    }
}
