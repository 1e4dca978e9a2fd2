package com.atom.shopify.infra.api;

import com.atom.shopify.routes.LambdaFunction;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.ApplicationLogLevel;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.SystemLogLevel;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// A function of ours: Java 25 on arm64, restored from a snapshot of its published version, called through its alias
/// `live`, with a log group and a role of its own.
final class JavaFunction extends Construct {
    private static final int MEMORY_MB = 1_024;

    private final Alias live;
    private final String arn;

    JavaFunction(Construct scope, Blueprint blueprint) {
        super(scope, blueprint.function().id());
        var name = blueprint.function().id();
        var logs = LogGroup.Builder.create(this, "Logs")
                .logGroupName("/atom-shopify/" + blueprint.stage() + "/" + name)
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        var role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .description("ATOM Shopify " + blueprint.stage() + ": what the function " + name + " may do")
                .build();
        var mayLog = Permissions.allow("Logs", List.of(logs.getLogGroupArn()), "logs:CreateLogStream",
                "logs:PutLogEvents");
        Stream.concat(Stream.of(mayLog), blueprint.permissions().stream()).forEach(role::addToPolicy);
        if (blueprint.traced()) {
            // X-Ray knows no resource to name.
            role.addToPolicy(Permissions.allow("Trace", List.of("*"), "xray:PutTelemetryRecords",
                    "xray:PutTraceSegments"));
        }
        var function = Function.Builder.create(this, "Function")
                .functionName("atom-shopify-" + blueprint.stage() + "-" + name)
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .memorySize(MEMORY_MB)
                .timeout(Duration.seconds(blueprint.function().timeout().toSeconds()))
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                .handler(blueprint.function().handler())
                .code(Code.fromAsset(blueprint.zip().toString()))
                .environment(blueprint.environment())
                .role(role)
                .logGroup(logs)
                .loggingFormat(LoggingFormat.JSON)
                .applicationLogLevelV2(ApplicationLogLevel.INFO)
                .systemLogLevelV2(SystemLogLevel.INFO)
                .tracing(blueprint.traced() ? Tracing.ACTIVE : null)
                .build();
        this.arn = function.getFunctionArn();
        // Versions are published below.
        Annotations.of(function).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish");
        this.live = Alias.Builder.create(this, "Live")
                .aliasName("live")
                .version(function.getCurrentVersion())
                .build();
    }

    /// What makes one function differ from another.
    record Blueprint(LambdaFunction function, String stage, Path zip, SortedMap<String, String> environment,
            List<PolicyStatement> permissions, boolean traced) {
        Blueprint {
            environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
            permissions = List.copyOf(permissions);
        }
    }

    /// What callers are given: the published version that is live.
    Alias live() {
        return live;
    }

    /// The function without a version.
    String arn() {
        return arn;
    }
}
