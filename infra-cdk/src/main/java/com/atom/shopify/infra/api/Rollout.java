package com.atom.shopify.infra.api;

import com.atom.shopify.infra.Runbook;
import com.atom.shopify.routes.LambdaFunction;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.codedeploy.AutoRollbackConfig;
import software.amazon.awscdk.services.codedeploy.LambdaApplication;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentConfig;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentGroup;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/// How a new version of a function becomes live: a tenth of its calls for five minutes, then all of them, and back at once when the
/// function's alarm rings meanwhile.
final class Rollout extends Construct {
    private final Map<LambdaFunction, Alarm> alarms = new EnumMap<>(LambdaFunction.class);

    Rollout(Construct scope, String stage, Runbook runbook, Function<LambdaFunction, JavaFunction> functions) {
        super(scope, "Rollout");
        var all = Arrays.stream(LambdaFunction.values()).toList();
        var role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("codedeploy.amazonaws.com"))
                .description("ATOM Shopify " + stage + ": moves calls from version to version")
                .build();
        // CodeDeploy asks for all alarms of the account in one call that cannot be narrowed.
        role.addToPolicy(Permissions.allow("SeeAlarms", List.of("*"), "cloudwatch:DescribeAlarms"));
        role.addToPolicy(Permissions.allow("MoveAliases",
                all.stream().map(function -> functions.apply(function).arn()).toList(),
                "lambda:GetAlias", "lambda:GetProvisionedConcurrencyConfig", "lambda:UpdateAlias"));
        var application = LambdaApplication.Builder.create(this, "Application")
                .applicationName("atom-shopify-" + stage).build();
        all.forEach(function -> {
            var alarm = fails(function, functions.apply(function), stage, runbook);
            alarms.put(function, alarm);
            var group = LambdaDeploymentGroup.Builder.create(this, function.id())
                    .application(application)
                    .deploymentGroupName(function.id())
                    .alias(functions.apply(function).live())
                    .deploymentConfig(LambdaDeploymentConfig.CANARY_10_PERCENT_5_MINUTES)
                    .alarms(List.of(alarm))
                    .autoRollback(AutoRollbackConfig.builder().failedDeployment(true).stoppedDeployment(true)
                            .deploymentInAlarm(true).build())
                    // Else CDK adds a managed policy which may update every alias of the account.
                    .role(role.withoutPolicyUpdates())
                    .build();
            // The group is of no use before its role may act.
            group.getNode().addDependency(role);
        });
    }

    /// The alarm of each function.
    Map<LambdaFunction, Alarm> alarms() {
        return Map.copyOf(alarms);
    }

    private Alarm fails(LambdaFunction function, JavaFunction built, String stage, Runbook runbook) {
        return Alarm.Builder.create(this, function.id() + "-fails")
                .alarmName("atom-shopify-" + stage + "-" + function.id() + "-fails")
                .alarmDescription(
                        runbook.text("The function " + function.id() + " died over what it was called with, in "
                                + "two of five minutes. A new version is rolled back.", "function-fails"))
                .metric(built.live().metricErrors(MetricOptions.builder().period(Duration.minutes(1)).statistic("Sum")
                        .build()))
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .threshold(0)
                .evaluationPeriods(5)
                .datapointsToAlarm(2)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
    }
}
