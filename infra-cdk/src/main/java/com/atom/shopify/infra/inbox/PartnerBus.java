package com.atom.shopify.infra.inbox;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.events.CfnEventBus;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/// The bus on which Shopify itself delivers, and the rule that brings everything from it to the inbox queue. Only the partner can
/// publish there, so what comes needs no signature. It has no message group: one shop's flood is not held back for the others.
final class PartnerBus extends Construct {

    /// `source` is the partner event source's name, which is also the bus's: AWS accepts no other. An operator of the account
    /// must not have associated it with a bus before.
    PartnerBus(Construct scope, String stage, String source, Inbox.Pair inbox) {
        super(scope, "Partner");
        var bus = CfnEventBus.Builder.create(this, "Bus").name(source).eventSourceName(source).build();
        var rule = CfnRule.Builder.create(this, "Rule")
                .name("atom-shopify-" + stage + "-partner")
                .description("ATOM Shopify " + stage + ": what Shopify delivers goes to the inbox")
                .eventBusName(bus.getRef())
                .eventPattern(Map.of("source", List.of(Map.of("prefix", "aws.partner/shopify.com"))))
                .targets(List.of(CfnRule.TargetProperty.builder()
                        .id("Inbox")
                        .arn(inbox.messages().getQueueArn())
                        .deadLetterConfig(CfnRule.DeadLetterConfigProperty.builder()
                                .arn(inbox.deadLetters().getQueueArn()).build())
                        .build()))
                .build();
        List.of(inbox.messages(), inbox.deadLetters()).forEach(queue -> queue.addToResourcePolicy(
                PolicyStatement.Builder.create().sid("Partner").effect(Effect.ALLOW)
                        .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
                        .actions(List.of("sqs:SendMessage"))
                        .resources(List.of(queue.getQueueArn()))
                        .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", rule.getAttrArn())))
                        .build()));
    }
}
