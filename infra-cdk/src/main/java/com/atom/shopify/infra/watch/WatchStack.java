package com.atom.shopify.infra.watch;

import com.atom.shopify.infra.Deployment;
import com.atom.shopify.infra.Runbook;
import com.atom.shopify.infra.api.ApiStack;
import com.atom.shopify.infra.data.Data;
import com.atom.shopify.infra.inbox.Inbox;
import com.atom.shopify.routes.LambdaFunction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/// Alarms, the topic that they tell, and the dashboard.
public final class WatchStack extends Stack {

    public WatchStack(Construct app, Deployment deployment, Data data, Inbox inbox, ApiStack api) {
        super(app, "Watch", StackProps.builder()
                .stackName("atom-shopify-" + deployment.stage() + "-watch")
                .description("ATOM Shopify: alarms and dashboard")
                .build());
        var topic = Topic.Builder.create(this, "Topic")
                .topicName("atom-shopify-" + deployment.stage() + "-alarms")
                .displayName("ATOM Shopify " + deployment.stage())
                .enforceSsl(true)
                .build();
        topic.addToResourcePolicy(alarmsOfThisAccount(topic));
        if (!deployment.alarmEmail().isEmpty()) {
            topic.addSubscription(new EmailSubscription(deployment.alarmEmail()));
        }
        var runbook = new Runbook(deployment.runbook());
        var measures = new Measures(deployment.stage(), data, inbox, api.apiId());
        var alarms = new Alarms(this, deployment.stage(), measures, runbook, new SnsAction(topic));
        // In the order of the functions, so that the rule is the same in every synth.
        alarms.functionsFail(new TreeMap<LambdaFunction, Alarm>(api.functionAlarms()).values());
        deployment.partnerEventSource().ifPresent(alarms::partnerEventsFail);
        var _ = new Board(this, deployment.stage(), measures, runbook, alarms.all());
        CfnOutput.Builder.create(this, "AlarmTopic").description("What alarms are told to").value(topic.getTopicArn())
                .build();
    }

    /// A topic's policy of its own, such as the one that refuses unencrypted calls, replaces the one that SNS gives every topic, and
    /// with it the right of alarms to tell.
    private PolicyStatement alarmsOfThisAccount(Topic topic) {
        return PolicyStatement.Builder.create().sid("Alarms").effect(Effect.ALLOW)
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", getAccount())))
                .build();
    }
}
