package com.atom.shopify.infra.api;

import com.atom.shopify.infra.Deployment;
import com.atom.shopify.infra.Deployment.TokenIssuer;
import com.atom.shopify.routes.Cors;
import com.atom.shopify.routes.IntakeRoute;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Metric;
import com.atom.shopify.routes.Route;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigatewayv2.CfnIntegration;
import software.amazon.awscdk.services.apigatewayv2.CfnRoute;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
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
import software.amazon.awscdk.services.cloudwatch.Unit;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Permission;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// The HTTP API in front of the functions: every [Route], each at its function's `live` alias, behind the JWT
/// authorizer unless the route says that it is public.
final class Gateway extends Construct {
    /// What metric filters on the access log make of its lines.
    private static final Map<Metric, Reading> READINGS = new EnumMap<>(Map.of(
            Metric.UNAUTHORIZED, Reading.count("($.status = \"401\") && ($.route != \"ANY /webhooks/*\")"),
            Metric.ANSWERS_FAILED, Reading.count("($.status = \"500\") || ($.status = \"503\")"),
            Metric.DELIVERIES_TOO_LARGE, Reading.count("($.status = \"413\") && ($.route = \"ANY /webhooks/*\")"),
            // A value is only read from a field that the filter asks for.
            Metric.DELIVERY_ANSWERED, new Reading("($.route = \"ANY /webhooks/*\") && ($.ms = *)", "$.ms")));

    private final HttpApi api;
    private final CfnStage stage;
    private final String url;

    /// Serves nothing yet: some of the functions must be told its address.
    Gateway(Construct scope, Deployment deployment) {
        super(scope, "Gateway");
        var name = deployment.stage();
        var origins = deployment.corsAllowedOrigins();
        this.api = HttpApi.Builder.create(this, "Api")
                .apiName("atom-shopify-" + name)
                .description("ATOM Shopify " + name)
                .createDefaultStage(false)
                // With an own name there is one address, and the firewall is not walked around by the other one.
                .disableExecuteApiEndpoint(deployment.domain().isPresent())
                .corsPreflight(origins.isEmpty() ? null : cors(origins))
                .build();
        var logs = LogGroup.Builder.create(this, "Logs")
                // The prefix keeps API Gateway from growing the account's one log resource policy, which has a size
                // limit.
                .logGroupName("/aws/vendedlogs/atom-shopify/" + name + "/api")
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        var served = HttpStage.Builder.create(this, "Stage")
                .httpApi(api)
                .stageName("$default")
                .autoDeploy(true)
                .throttle(Throttle.READ.settings())
                .accessLogSettings(new AccessLog(logs, name))
                .build();
        this.stage = (CfnStage) Objects.requireNonNull(served.getNode().getDefaultChild());
        measure(logs);
        this.url = deployment.domain().map(domain -> new OwnDomain(this, domain, api, served).url())
                .orElseGet(api::getApiEndpoint);
    }

    /// How many calls a second a route takes, over all callers. It protects the account and Shopify's budgets, not one user from
    /// another: that limit is the functions' own.
    private enum Throttle {
        READ(500, 1_000),
        WRITE(200, 400),
        /// Nobody's token is asked for, and browsers call it.
        PUBLIC(50, 100),
        /// Shopify delivers for all stores at once.
        INTAKE(2_000, 4_000);

        private final int rate;
        private final int burst;

        Throttle(int rate, int burst) {
            this.rate = rate;
            this.burst = burst;
        }

        static Throttle of(Route route) {
            return switch (route) {
                case IntakeRoute _ -> INTAKE;
                case Route open when open.access() == Route.Access.PUBLIC -> PUBLIC;
                case Route read when read.method() == Route.HttpMethod.GET -> READ;
                case Route _ -> WRITE;
            };
        }

        ThrottleSettings settings() {
            return ThrottleSettings.builder().rateLimit(rate).burstLimit(burst).build();
        }

        Map<String, Object> of() {
            return new TreeMap<>(Map.of("ThrottlingRateLimit", rate, "ThrottlingBurstLimit", burst));
        }
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
        var throttles = new TreeMap<String, Object>();
        Route.all().forEach(route -> {
            throttles.put(route.key(), Throttle.of(route).of());
            // A stage that names a route which is not there yet is refused.
            stage.getNode()
                    .addDependency(route(route, Optional.ofNullable(integrations.get(route.function())).orElseThrow(),
                            bearer.getAuthorizerId()));
        });
        stage.addPropertyOverride("RouteSettings", throttles);
    }

    /// @param value what each of the lines adds to the metric
    private record Reading(String lines, String value) {
        static Reading count(String lines) {
            return new Reading(lines, "1");
        }
    }

    private void measure(LogGroup logs) {
        READINGS.forEach((metric, reading) -> MetricFilter.Builder.create(this, metric.id())
                .logGroup(logs)
                .filterPattern(FilterPattern.literal("{ " + reading.lines() + " }"))
                .metricNamespace(Metric.NAMESPACE)
                .metricName(metric.id())
                .metricValue(reading.value())
                .unit(switch (metric.unit()) {
                    case COUNT -> Unit.COUNT;
                    case SECONDS -> Unit.SECONDS;
                    case MILLISECONDS -> Unit.MILLISECONDS;
                })
                .dimensions(Map.of(Metric.Dimension.STAGE.id(), "$.stage"))
                .build());
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

    private CfnRoute route(Route route, CfnIntegration integration, String bearer) {
        var built = CfnRoute.Builder.create(this, route.key())
                .apiId(api.getApiId())
                .routeKey(route.key())
                .target("integrations/" + integration.getRef());
        switch (route.access()) {
            case BEARER -> built.authorizationType("JWT").authorizerId(bearer);
            case PUBLIC -> built.authorizationType("NONE");
        }
        return built.build();
    }

    /// Where the API answers, without a trailing slash.
    String url() {
        return url;
    }

    /// What CloudWatch knows the API by.
    String id() {
        return api.getApiId();
    }

    private static CorsPreflightOptions cors(List<String> origins) {
        return CorsPreflightOptions.builder()
                .allowOrigins(origins)
                .allowCredentials(true)
                .allowMethods(Cors.METHODS.stream().map(method -> CorsHttpMethod.valueOf(method.name())).toList())
                .allowHeaders(Cors.REQUEST_HEADERS)
                .exposeHeaders(Cors.ANSWER_HEADERS)
                .maxAge(Duration.seconds(Cors.KEPT.toSeconds()))
                .build();
    }

    private static final class AccessLog implements IAccessLogSettings {
        private final IAccessLogDestination destination;
        private final String stage;

        AccessLog(LogGroup logs, String stage) {
            this.destination = new LogGroupLogDestination(logs);
            this.stage = stage;
        }

        @Override
        public IAccessLogDestination getDestination() {
            return destination;
        }

        /// Route, outcome and times only: path and query hold users, shops and OAuth codes, and addresses are personal data. What a
        /// metric is measured from is a number, not a text.
        @Override
        public AccessLogFormat getFormat() {
            return AccessLogFormat.custom("""
                    {"stage":"%s","request_id":"$context.requestId","route":"$context.routeKey",\
                    "status":"$context.status","ms":$context.responseLatency,\
                    "function_ms":"$context.integrationLatency","bytes":"$context.responseLength",\
                    "gateway_error":"$context.error.responseType","function_error":"$context.integration.error",\
                    "authorizer_error":"$context.authorizer.error"}""".formatted(stage));
        }
    }
}
