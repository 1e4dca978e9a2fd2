package com.atom.shopify.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Route;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayTest {
    private final Stacks stacks = Stacks.withUserPool();

    @Test
    void theRoutesAreThoseOfTheTable() {
        assertThat(routes()).extracting(route -> route.text("RouteKey"))
                .containsExactlyInAnyOrderElementsOf(Route.all().stream().map(Route::key).toList());
    }

    @Test
    void everyRouteLeadsToTheLiveAliasOfItsFunction() {
        assertThat(Route.all()).allSatisfy(route -> {
            var integration = Stacks.resource(stacks.api(), declared(route).target("Target"));

            assertThat(integration.target("IntegrationUri")).isEqualTo(stacks.live(route.function()).id());
            assertThat(integration.text("IntegrationType")).isEqualTo("AWS_PROXY");
            assertThat(integration.text("PayloadFormatVersion")).isEqualTo("2.0");
        });
    }

    @Test
    void onlyWhatShopifyCallsLivenessAndTheDescriptionArePublic() {
        assertThat(routes()).filteredOn(route -> !route.text("AuthorizationType").equals("JWT"))
                .extracting(route -> route.text("RouteKey"))
                .containsExactlyInAnyOrder("GET /api/auth/shopify/callback", "GET /api/auth/shopify/install",
                        "GET /api/shopify/health", "GET /api/shopify/openapi.json", "ANY /webhooks/shopify",
                        "ANY /webhooks/shopify/{app}");
    }

    @Test
    void everyOtherRouteHasTheJwtAuthorizer() {
        var authorizer = Stacks.only(stacks.api(), "AWS::ApiGatewayV2::Authorizer");

        assertThat(authorizer.text("AuthorizerType")).isEqualTo("JWT");
        assertThat(authorizer.text("IdentitySource/0")).isEqualTo("$request.header.Authorization");
        assertThat(Route.all()).filteredOn(route -> route.access() == Route.Access.BEARER).isNotEmpty()
                .allSatisfy(route -> {
                    assertThat(declared(route).text("AuthorizationType")).isEqualTo("JWT");
                    assertThat(declared(route).target("AuthorizerId")).isEqualTo(authorizer.id());
                });
    }

    @Test
    void tokensOfTheUserPoolAreAcceptedWhenNoIssuerIsSet() {
        var authorizer = Stacks.only(stacks.api(), "AWS::ApiGatewayV2::Authorizer");

        assertThat(authorizer.target("JwtConfiguration/Issuer"))
                .isEqualTo(Stacks.only(stacks.data(), "AWS::Cognito::UserPool").id());
        assertThat(authorizer.target("JwtConfiguration/Audience/0"))
                .isEqualTo(Stacks.only(stacks.data(), "AWS::Cognito::UserPoolClient").id());
        assertThat(authorizer.at("JwtConfiguration/Audience")).hasSize(1);
    }

    @Test
    void tokensOfTheSetIssuerAreAcceptedAndOfNoOther() {
        var own = Stacks.withOwnIssuer();
        var authorizer = Stacks.only(own.api(), "AWS::ApiGatewayV2::Authorizer");

        assertThat(authorizer.text("JwtConfiguration/Issuer")).isEqualTo("https://login.example.com/");
        assertThat(texts(authorizer.at("JwtConfiguration/Audience"))).containsExactly("https://api.example.com");
        assertThat(Stacks.all(own.data(), "AWS::Cognito::UserPool")).isEmpty();
    }

    @Test
    void corsAllowsExactlyTheSetOriginsWithCredentialsAndWhatTheFunctionsReadAndWrite() {
        var cors = api(stacks).at("CorsConfiguration");

        assertThat(texts(cors.path("AllowOrigins"))).containsExactly("https://app.example.com",
                "https://admin.example.com");
        assertThat(cors.path("AllowCredentials").asBoolean()).isTrue();
        assertThat(texts(cors.path("AllowMethods"))).containsExactlyInAnyOrder("GET", "POST", "PUT", "DELETE");
        assertThat(texts(cors.path("AllowHeaders"))).containsExactlyInAnyOrder("accept", "authorization",
                "cache-control", "content-type", "idempotency-key", "if-none-match");
        assertThat(texts(cors.path("ExposeHeaders"))).containsExactlyInAnyOrder("etag", "idempotency-replayed", "link",
                "location", "retry-after", "x-cache", "x-request-id");
        assertThat(cors.path("MaxAge").asInt()).isEqualTo(3_600);
    }

    @Test
    void withoutOriginsNoBrowserPageIsLetIn() {
        var closed = Stacks.of(Stacks.with(Map.of("CORS_ALLOWED_ORIGINS", "")));

        assertThat(api(closed).at("CorsConfiguration").isMissingNode()).isTrue();
    }

    @Test
    void theDefaultStageThrottlesAndKeepsAnAccessLog() {
        var stage = Stacks.only(stacks.api(), "AWS::ApiGatewayV2::Stage");
        var log = Stacks.resource(stacks.api(), stage.target("AccessLogSettings/DestinationArn"));

        assertThat(stage.text("StageName")).isEqualTo("$default");
        assertThat(stage.at("AutoDeploy").asBoolean()).isTrue();
        assertThat(stage.at("DefaultRouteSettings/ThrottlingRateLimit").asInt()).isPositive();
        assertThat(stage.at("DefaultRouteSettings/ThrottlingBurstLimit").asInt()).isPositive();
        assertThat(log.at("RetentionInDays").asInt()).isEqualTo(30);
    }

    @Test
    void everyRouteHasALimitOfItsOwn() {
        var stage = Stacks.only(stacks.api(), "AWS::ApiGatewayV2::Stage");

        assertThat(stage.at("RouteSettings").properties()).extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrderElementsOf(Route.all().stream().map(Route::key).toList());
        assertThat(Route.all()).allSatisfy(route -> {
            var limit = stage.at("RouteSettings").path(route.key());
            assertThat(limit.path("ThrottlingRateLimit").asInt()).isPositive();
            assertThat(limit.path("ThrottlingBurstLimit").asInt())
                    .isGreaterThan(limit.path("ThrottlingRateLimit").asInt());
        });
        assertThat(rate(stage, "GET /api/shopify/openapi.json")).isLessThan(rate(stage, "POST /api/shopify/orders"));
        assertThat(rate(stage, "POST /api/shopify/orders")).isLessThan(rate(stage, "ANY /webhooks/shopify"));
        // A stage that names a route which is not there yet is refused.
        assertThat(stage.json().path("DependsOn").valueStream().map(JsonNode::asText))
                .containsAll(routes().stream().map(Resource::id).toList());
    }

    private static int rate(Resource stage, String route) {
        return stage.at("RouteSettings").path(route).path("ThrottlingRateLimit").asInt();
    }

    @Test
    void underAnOwnNameTheApiHasNoOtherAddress() {
        var own = Stacks.withEverything();
        var distribution = Stacks.only(own.api(), "AWS::CloudFront::Distribution");

        assertThat(api(own).at("DisableExecuteApiEndpoint").asBoolean()).isTrue();
        assertThat(own.api().at("/Outputs/ApiUrl/Value").asText()).isEqualTo("https://api.example.com");
        assertThat(own.api().at("/Outputs/RedirectUrl/Value").asText())
                .isEqualTo("https://api.example.com/api/auth/shopify/callback");
        assertThat(distribution.text("DistributionConfig/WebACLId")).endsWith("/webacl/shop/one");
        assertThat(distribution.text("DistributionConfig/Aliases/0")).isEqualTo("api.example.com");
        assertThat(Stacks.all(stacks.api(), "AWS::CloudFront::Distribution")).isEmpty();
        assertThat(Stacks.all(stacks.api(), "AWS::ApiGatewayV2::DomainName")).isEmpty();
        assertThat(api(stacks).at("DisableExecuteApiEndpoint").asBoolean()).isFalse();
    }

    @Test
    void theFirewallStandsInUsEast1AndNeverLooksAtBodies() {
        var directory = Stacks.withEverything().directory();
        var acl = Stacks.only(Stacks.json(directory.resolve("Firewall.template.json")), "AWS::WAFv2::WebACL");

        assertThat(Stacks.json(directory.resolve("manifest.json")).at("/artifacts/Firewall/environment").asText())
                .endsWith("/us-east-1");
        assertThat(acl.text("Scope")).isEqualTo("CLOUDFRONT");
        assertThat(acl.at("Rules").toString()).doesNotContain("Body", "JsonBody");
        assertThat(stacks.directory().resolve("Firewall.template.json")).doesNotExist();
    }

    @Test
    void theAccessLogNamesNoUserNoShopAndNoAddress() {
        var format = Stacks.only(stacks.api(), "AWS::ApiGatewayV2::Stage").text("AccessLogSettings/Format");

        assertThat(format).contains("$context.requestId", "$context.routeKey", "$context.status",
                "\"ms\":$context.responseLatency,")
                .doesNotContain("identity", "claims", "$context.path", "queryString", "protocol", "$request");
    }

    @Test
    void onlyThisApiMayCallAFunctionThatServesRoutesAndOnlyItsLiveAlias() {
        var serving = Arrays.stream(LambdaFunction.values()).filter(LambdaFunction::servesRoutes)
                .map(function -> stacks.live(function).id()).toList();

        assertThat(Stacks.all(stacks.api(), "AWS::Lambda::Permission")).allSatisfy(permission -> {
            assertThat(permission.text("Principal")).isEqualTo("apigateway.amazonaws.com");
            assertThat(permission.at("SourceArn").toString())
                    .contains("{\"Ref\":\"" + Stacks.only(stacks.api(), "AWS::ApiGatewayV2::Api").id() + "\"}");
        }).extracting(permission -> permission.target("FunctionName")).containsExactlyInAnyOrderElementsOf(serving);
        assertThat(Stacks.all(stacks.api(), "AWS::Lambda::Url")).isEmpty();
    }

    @Test
    void theOutputsSayWhereTheApiIsAndWhereShopifySendsTheBrowser() {
        var outputs = stacks.api().path("Outputs");

        assertThat(Stacks.referredTo(outputs.at("/ApiUrl/Value"))).isEqualTo(api(stacks).id());
        assertThat(outputs.at("/RedirectUrl/Value").toString()).contains(api(stacks).id(),
                "/api/auth/shopify/callback");
    }

    private List<Resource> routes() {
        return Stacks.all(stacks.api(), "AWS::ApiGatewayV2::Route");
    }

    private Resource declared(Route route) {
        return routes().stream().filter(declared -> declared.text("RouteKey").equals(route.key())).findFirst()
                .orElseThrow();
    }

    private static Resource api(Stacks stacks) {
        return Stacks.only(stacks.api(), "AWS::ApiGatewayV2::Api");
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
