package com.atom.shopify.infra.schedule;

import com.atom.shopify.infra.Deployment;
import com.atom.shopify.routes.Job;
import java.util.Arrays;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.IAlias;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/// One schedule per [Job]. What could not be begun in an hour is a message among the jobs' dead letters.
public final class ScheduleStack extends Stack {

    public ScheduleStack(Construct app, Deployment deployment, IAlias jobs, IQueue deadLetters) {
        super(app, "Schedule", StackProps.builder()
                .stackName("atom-shopify-" + deployment.stage() + "-schedule")
                .description("ATOM Shopify: schedules of jobs")
                .build());
        var role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("scheduler.amazonaws.com"))
                .description("ATOM Shopify " + deployment.stage() + ": begins jobs")
                .build();
        var mayBegin = List.of(allow("Jobs", "lambda:InvokeFunction", jobs.getFunctionArn()),
                allow("DeadLetters", "sqs:SendMessage", deadLetters.getQueueArn()));
        mayBegin.forEach(role::addToPolicy);
        // A group of its own, because AWS counts what schedules did by group.
        var group = CfnScheduleGroup.Builder.create(this, "Group").name("atom-shopify-" + deployment.stage()).build();
        Arrays.stream(Job.values()).forEach(job -> CfnSchedule.Builder.create(this, id(job))
                .name("atom-shopify-" + deployment.stage() + "-" + job.id())
                .groupName(group.getRef())
                .scheduleExpression("rate(" + job.every().toMinutes() + " minutes)")
                .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder().mode("OFF").build())
                .target(CfnSchedule.TargetProperty.builder()
                        .arn(jobs.getFunctionArn())
                        .roleArn(role.getRoleArn())
                        .input("{\"job\":\"" + job.id() + "\",\"scheduled_at\":\"<aws.scheduler.scheduled-time>\"}")
                        .deadLetterConfig(CfnSchedule.DeadLetterConfigProperty.builder()
                                .arn(deadLetters.getQueueArn()).build())
                        .retryPolicy(CfnSchedule.RetryPolicyProperty.builder().maximumRetryAttempts(20)
                                .maximumEventAgeInSeconds(3_600).build())
                        .build())
                .build());
    }

    private static PolicyStatement allow(String id, String action, String resource) {
        return PolicyStatement.Builder.create().sid(id).effect(Effect.ALLOW).actions(List.of(action))
                .resources(List.of(resource)).build();
    }

    // Written out, so that renaming a constant cannot rename a deployed schedule.
    private static String id(Job job) {
        return switch (job) {
            case REFRESH_TOKENS -> "RefreshTokens";
            case CHECK_SUBSCRIPTIONS -> "CheckSubscriptions";
            case RECONCILE -> "Reconcile";
            case CHECK_HEALTH -> "CheckHealth";
            case MAKE_REPORTS -> "MakeReports";
        };
    }
}
