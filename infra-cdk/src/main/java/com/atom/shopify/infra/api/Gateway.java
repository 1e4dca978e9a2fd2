package com.atom.shopify.infra.api;

import com.atom.shopify.infra.Deployment.TokenIssuer;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Route;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigatewayv2.CfnIntegration;
import software.amazon.awscdk.services.apigatewayv2.CfnRoute;
import software.amazon.awscdk.services.apigatewayv2.CorsHttpMethod;
import software.amazon.awscdk.services.apigatewayv2.CorsPreflightOptions;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.HttpAuthorizerType;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogDestination;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogSettings;
import software.amazon.awscdk.services.apigatewayv2.LogGroupLogDestination;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Permission;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// The HTTP API in front of the functions: every [Route], each at its function's `live` alias, behind the JWT
/// authorizer unless the route says that it is public.
final class Gateway extends Construct {
    /// Route, outcome and times only: path and query hold users, shops and OAuth codes, and addresses are personal
    /// data.
    private static final String ACCESS_LOG = """
            {"request_id":"$context.requestId","route":"$context.routeKey","status":"$context.status",\
            "ms":"$context.responseLatency","function_ms":"$context.integrationLatency",\
            "bytes":"$context.responseLength","gateway_error":"$context.error.responseType",\
            "function_error":"$context.integration.error","authorizer_error":"$context.authorizer.error"}""";
    private static final List<String> REQUEST_HEADERS = List.of("accept", "authorization", "content-type",
            "idempotency-key", "if-none-match");
    private static final List<String> ANSWER_HEADERS = List.of("etag", "idempotency-replayed", "link", "location",
            "retry-after", "x-cache", "x-request-id");
    /// Protects the account, not one user from another: that limit is the functions' own.
    private static final ThrottleSettings THROTTLE = ThrottleSettings.builder().rateLimit(500).burstLimit(1_000)
            .build();

    private final HttpApi api;

    /// Serves nothing yet: some of the functions must be told its address.
    Gateway(Construct scope, String stage, List<String> origins) {
        super(scope, "Gateway");
        this.api = HttpApi.Builder.create(this, "Api")
                .apiName("atom-shopify-" + stage)
                .description("ATOM Shopify " + stage)
                .createDefaultStage(false)
                .corsPreflight(origins.isEmpty() ? null : cors(origins))
                .build();
        var logs = LogGroup.Builder.create(this, "Logs")
                // The prefix keeps API Gateway from growing the account's one log resource policy, which has a size
                // limit.
                .logGroupName("/aws/vendedlogs/atom-shopify/" + stage + "/api")
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        HttpStage.Builder.create(this, "Stage")
                .httpApi(api)
                .stageName("$default")
                .autoDeploy(true)
                .throttle(THROTTLE)
                .accessLogSettings(new AccessLog(logs))
                .build();
    }

    void serve(TokenIssuer issuer, Function<LambdaFunction, Alias> live) {
        var bearer = HttpAuthorizer.Builder.create(this, "Bearer")
                .httpApi(api)
                .authorizerName("bearer")
                .type(HttpAuthorizerType.JWT)
                .identitySource(List.of("$request.header.Authorization"))
                .jwtIssuer(issuer.url())
                .jwtAudience(issuer.audience())
                .build();
        var integrations = new EnumMap<LambdaFunction, CfnIntegration>(LambdaFunction.class);
        Arrays.stream(LambdaFunction.values()).filter(LambdaFunction::servesRoutes)
                .forEach(function -> integrations.put(function, integration(function, live.apply(function))));
        Route.all().forEach(route -> route(route, Optional.ofNullable(integrations.get(route.function())).orElseThrow(),
                bearer.getAuthorizerId()));
    }

    // Integrations and routes are written out: CDK's own route construct names a function's integration after its first
    // route, so that a new first route would replace it.
    private CfnIntegration integration(LambdaFunction function, Alias live) {
        // One permission per function: one per route would outgrow the 20 KB of an alias's policy.
        live.addPermission("Gateway", Permission.builder()
                .principal(new ServicePrincipal("apigateway.amazonaws.com"))
                .sourceArn(api.arnForExecuteApi())
                .build());
        return CfnIntegration.Builder.create(this, function.id())
                .apiId(api.getApiId())
                .integrationType("AWS_PROXY")
                .integrationUri(live.getFunctionArn())
                .payloadFormatVersion("2.0")
                .build();
    }

    private void route(Route route, CfnIntegration integration, String bearer) {
        var built = CfnRoute.Builder.create(this, route.key())
                .apiId(api.getApiId())
                .routeKey(route.key())
                .target("integrations/" + integration.getRef());
        switch (route.access()) {
            case BEARER -> built.authorizationType("JWT").authorizerId(bearer);
            case PUBLIC -> built.authorizationType("NONE");
        }
        built.build();
    }

    /// Where the API answers, without a trailing slash.
    String url() {
        return api.getApiEndpoint();
    }

    private static CorsPreflightOptions cors(List<String> origins) {
        return CorsPreflightOptions.builder()
                .allowOrigins(origins)
                .allowCredentials(true)
                .allowMethods(Arrays.stream(Route.HttpMethod.values()).filter(method -> method != Route.HttpMethod.ANY)
                        .map(method -> CorsHttpMethod.valueOf(method.name())).toList())
                .allowHeaders(REQUEST_HEADERS)
                .exposeHeaders(ANSWER_HEADERS)
                .maxAge(Duration.hours(1))
                .build();
    }

    private static final class AccessLog implements IAccessLogSettings {
        private final IAccessLogDestination destination;

        AccessLog(LogGroup logs) {
            this.destination = new LogGroupLogDestination(logs);
        }

        @Override
        public IAccessLogDestination getDestination() {
            return destination;
        }

        @Override
        public AccessLogFormat getFormat() {
            return AccessLogFormat.custom(ACCESS_LOG);
        }
    }
}
