package com.atom.shopify.infra.api;

import com.atom.shopify.infra.Deployment;
import com.atom.shopify.infra.Runbook;
import com.atom.shopify.infra.data.BoundKey;
import com.atom.shopify.infra.data.Data;
import com.atom.shopify.infra.inbox.Inbox;
import com.atom.shopify.routes.AuthRoute;
import com.atom.shopify.routes.IntakeRoute;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Queue;
import com.atom.shopify.routes.Setting;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.constructs.Construct;

/// The functions and the HTTP API. It holds nothing that cannot be made again.
public final class ApiStack extends Stack {
    private final Deployment deployment;
    private final Data data;
    private final Inbox inbox;
    private final Gateway gateway;
    private final Map<LambdaFunction, JavaFunction> functions = new EnumMap<>(LambdaFunction.class);
    private final Rollout rollout;

    public ApiStack(Construct app, Deployment deployment, Data data, Inbox inbox, Map<LambdaFunction, Path> zips) {
        super(app, "Api", StackProps.builder()
                .stackName("atom-shopify-" + deployment.stage() + "-api")
                .description("ATOM Shopify: functions and HTTP API")
                .build());
        this.deployment = deployment;
        this.data = data;
        this.inbox = inbox;
        this.gateway = new Gateway(this, deployment);
        var permissions = new Permissions(data, inbox, deployment.stage());
        Arrays.stream(LambdaFunction.values()).forEach(function -> functions.put(function,
                new JavaFunction(this, new JavaFunction.Blueprint(function, deployment.stage(), zip(zips, function),
                        environment(function), permissions.of(function), deployment.tracing()))));
        this.rollout = new Rollout(this, deployment.stage(), new Runbook(deployment.runbook()), this::function);
        keepWhatJobsDieOver();
        gateway.serve(data.tokenIssuer(), this::live);
        Arrays.stream(Queue.values())
                .forEach(queue -> new QueueSource(this, queue, inbox.queue(queue), live(queue.consumer())));
        CfnOutput.Builder.create(this, "ApiUrl").value(gateway.url()).build();
        CfnOutput.Builder.create(this, "RedirectUrl")
                .description("To be allowed in the Shopify app's configuration")
                .value(deployment.shopifyRedirectUri().isEmpty()
                        ? gateway.url() + AuthRoute.BROWSER_CALLBACK.path()
                        : deployment.shopifyRedirectUri())
                .build();
    }

    /// What callers of a function are given.
    public Alias live(LambdaFunction function) {
        return function(function).live();
    }

    /// The alarm of each function that rings when it dies over what it was called with.
    public Map<LambdaFunction, Alarm> functionAlarms() {
        return rollout.alarms();
    }

    /// What CloudWatch knows the API by.
    public String apiId() {
        return gateway.id();
    }

    private JavaFunction function(LambdaFunction function) {
        return Optional.ofNullable(functions.get(function)).orElseThrow();
    }

    /// Schedules hand over without waiting for the outcome; Lambda tries twice again and would then forget the event.
    private void keepWhatJobsDieOver() {
        CfnEventInvokeConfig.Builder.create(this, "JobsFailed")
                .functionName(live(LambdaFunction.JOBS).getLambda().getFunctionName())
                .qualifier(live(LambdaFunction.JOBS).getAliasName())
                .destinationConfig(CfnEventInvokeConfig.DestinationConfigProperty.builder()
                        .onFailure(CfnEventInvokeConfig.OnFailureProperty.builder()
                                .destination(inbox.queue(Queue.JOBS).deadLetters().getQueueArn()).build())
                        .build())
                .build();
    }

    private SortedMap<String, String> environment(LambdaFunction function) {
        var environment = new TreeMap<String, String>();
        function.settings().forEach(setting -> environment.put(setting.name(), value(setting)));
        function.tables().forEach(table -> environment.put(table.setting(), data.table(table).getTableName()));
        function.buckets()
                .forEach(bucket -> environment.put(bucket.setting(), inbox.bucket(bucket).getBucketName()));
        function.reaches()
                .forEach(queue -> environment.put(queue.setting(), inbox.queue(queue).messages().getQueueUrl()));
        function.deadLetters().forEach(queue -> environment.put(queue.deadLetterSetting(),
                inbox.queue(queue).deadLetters().getQueueUrl()));
        return environment;
    }

    private String value(Setting setting) {
        return switch (setting) {
            case STAGE -> deployment.stage();
            case SHOPIFY_API_KEY -> deployment.shopifyApiKey();
            case SHOPIFY_API_VERSION -> deployment.shopifyApiVersion();
            case SHOPIFY_SCOPES -> deployment.shopifyScopes();
            case SHOPIFY_REDIRECT_URI -> deployment.shopifyRedirectUri();
            case SHOPIFY_SECRET_ID -> data.clientSecret().getSecretArn();
            case PLATFORM_CALLBACK_URL -> deployment.platformCallbackUrl();
            case WEBHOOK_SUBSCRIPTIONS -> deployment.webhookSubscriptions();
            case WEBHOOK_TARGET -> deployment.webhookTarget().isEmpty()
                    ? gateway.url() + IntakeRoute.INTAKE.path()
                    : deployment.webhookTarget();
            case EVENT_BUS -> inbox.announcements().getEventBusName();
            case TOKEN_KEY_ID -> data.key(BoundKey.TOKENS).getKeyArn();
            case TOKEN_KEY_FORMER_ID -> data.formerKey(BoundKey.TOKENS).map(IKey::getKeyArn).orElse("");
            case ANSWER_KEY_ID -> data.key(BoundKey.ANSWERS).getKeyArn();
        };
    }

    private static Path zip(Map<LambdaFunction, Path> zips, LambdaFunction function) {
        return Optional.ofNullable(zips.get(function)).orElseThrow();
    }
}
