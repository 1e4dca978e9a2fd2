package com.atom.shopify.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.routes.Queue;
import java.util.Map;
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

    @Test
    void pagesOfThePlatformMayUploadFilesAndNothingElse() {
        var shared = Stacks.all(stacks.inbox(), "AWS::S3::Bucket").stream()
                .filter(bucket -> !bucket.at("CorsConfiguration").isMissingNode()).toList();

        assertThat(shared).singleElement().satisfies(bucket -> {
            assertThat(bucket.id()).startsWith("Files");
            assertThat(bucket.at("CorsConfiguration/CorsRules")).hasSize(1);
            var rule = bucket.at("CorsConfiguration/CorsRules/0");
            assertThat(rule.path("AllowedMethods").toString()).isEqualTo("[\"PUT\"]");
            assertThat(rule.path("AllowedOrigins").toString())
                    .isEqualTo("[\"https://app.example.com\",\"https://admin.example.com\"]");
            assertThat(rule.path("AllowedHeaders").toString()).isEqualTo("[\"content-type\"]");
        });
        var closed = Stacks.of(Stacks.with(Map.of("CORS_ALLOWED_ORIGINS", "")));
        assertThat(Stacks.all(closed.inbox(), "AWS::S3::Bucket"))
                .allSatisfy(bucket -> assertThat(bucket.at("CorsConfiguration").isMissingNode()).isTrue());
    }

    @Test
    void whatShopifyPublishesOnItsPartnerBusGoesToTheInboxAndNobodyElseMaySendThere() {
        var partner = Stacks.of(Stacks.with(Map.of("WEBHOOK_TARGET", Stacks.PARTNER)));
        var bus = Stacks.only(partner.inbox(), "AWS::Events::EventBus", "Partner");
        var rule = Stacks.only(partner.inbox(), "AWS::Events::Rule");

        assertThat(bus.text("Name")).isEqualTo("aws.partner/shopify.com/1234567/orders")
                .isEqualTo(bus.text("EventSourceName"));
        assertThat(rule.target("EventBusName")).isEqualTo(bus.id());
        assertThat(Stacks.referredTo(rule.at("Targets").path(0).path("Arn"))).isEqualTo(partner.queueId(Queue.INBOX));
        assertThat(Stacks.all(partner.inbox(), "AWS::SQS::QueuePolicy"))
                .flatExtracting(policy -> policy.at("PolicyDocument/Statement").valueStream().toList())
                .filteredOn(statement -> statement.path("Effect").asText().equals("Allow")).hasSize(2)
                .allSatisfy(statement -> assertThat(
                        Stacks.referredTo(statement.at("/Condition/ArnEquals/aws:SourceArn"))).isEqualTo(rule.id()));
        assertThat(Stacks.all(stacks.inbox(), "AWS::Events::Rule")).isEmpty();
    }
}
