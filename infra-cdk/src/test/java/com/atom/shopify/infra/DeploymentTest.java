package com.atom.shopify.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atom.shopify.infra.Deployment.Domain;
import com.atom.shopify.infra.Deployment.Edge;
import com.atom.shopify.infra.Deployment.TokenIssuer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentTest {
    private static final String CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/one";
    private static final String WEB_ACL = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/one";
    private static final Map<String, String> LEAST = Map.of("STAGE", "prod", "SHOPIFY_API_KEY", "0a1b2c",
            "PLATFORM_CALLBACK_URL", "https://app.example.com/connected?from=shopify");

    @Test
    void threeSettingsAreEnough() {
        assertThat(with(Map.of())).isEqualTo(new Deployment("prod", Optional.empty(), "0a1b2c", "", "", "",
                "https://app.example.com/connected?from=shopify", "", "", List.of(), 1, Optional.empty(), false, false,
                "",
                "docs/runbook.md"));
    }

    @Test
    void everySettingIsRead() {
        var full = with(Map.of("JWT_ISSUER", "https://login.example.com/", "JWT_AUDIENCE", "one, two",
                "SHOPIFY_API_VERSION", "2026-10", "SHOPIFY_SCOPES", "read_products,write_orders",
                "SHOPIFY_REDIRECT_URI", "https://app.example.com/callback", "WEBHOOK_SUBSCRIPTIONS", "shop",
                "WEBHOOK_TARGET", "arn:aws:events:us-east-1::event-source/aws.partner/shopify.com/1234567/orders",
                "CORS_ALLOWED_ORIGINS", " https://app.example.com,http://localhost:3000,https://app.example.com ",
                "TOKEN_KEYS", "2"));

        assertThat(full.tokenIssuer())
                .contains(new TokenIssuer("https://login.example.com/", List.of("one", "two")));
        assertThat(full.shopifyApiVersion()).isEqualTo("2026-10");
        assertThat(full.shopifyScopes()).isEqualTo("read_products,write_orders");
        assertThat(full.shopifyRedirectUri()).isEqualTo("https://app.example.com/callback");
        assertThat(full.webhookSubscriptions()).isEqualTo("shop");
        assertThat(full.webhookTarget()).endsWith("/1234567/orders");
        assertThat(full.corsAllowedOrigins()).containsExactly("https://app.example.com", "http://localhost:3000");
        assertThat(full.tokenKeys()).isEqualTo(2);
    }

    @Test
    void whatStandsAroundTheApiIsRead() {
        var full = with(Map.of("API_DOMAIN", "api.example.com", "API_CERTIFICATE", CERTIFICATE, "EDGE_CERTIFICATE",
                CERTIFICATE, "WEB_ACL", WEB_ACL, "FIREWALL", "on", "TRACING", "on", "ALARM_EMAIL",
                "operators@example.com", "RUNBOOK_URL", "https://wiki.example.com/shopify"));

        assertThat(full.domain()).contains(
                new Domain("api.example.com", CERTIFICATE, Optional.of(new Edge(CERTIFICATE, WEB_ACL))));
        assertThat(full.firewall()).isTrue();
        assertThat(full.tracing()).isTrue();
        assertThat(full.alarmEmail()).isEqualTo("operators@example.com");
        assertThat(full.runbook()).isEqualTo("https://wiki.example.com/shopify");
    }

    @Test
    void aTargetThatIsAPartnerEventSourceNamesItsBus() {
        assertThat(with(Map.of("WEBHOOK_TARGET",
                "arn:aws:events:us-east-1::event-source/aws.partner/shopify.com/1234567/orders")).partnerEventSource())
                .contains("aws.partner/shopify.com/1234567/orders");
        assertThat(with(Map.of("WEBHOOK_TARGET", "https://hooks.example.com/")).partnerEventSource()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"API_DOMAIN, api.example.com, API_CERTIFICATE",
            "API_CERTIFICATE, arn:aws:acm:us-east-1:123456789012:certificate/one, API_DOMAIN",
            "EDGE_CERTIFICATE, arn:aws:acm:us-east-1:123456789012:certificate/one, WEB_ACL",
            "WEB_ACL, arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/one, EDGE_CERTIFICATE"})
    void whatBelongsTogetherIsSetTogether(String set, String value, String missing) {
        assertThatThrownBy(() -> with(Map.of(set, value))).isInstanceOf(UnusableSettingsException.class)
                .hasMessageStartingWith(missing + " is missing: ");
    }

    @Test
    void aFirewallStandsInFrontOfAnOwnDomainOnly() {
        assertThatThrownBy(() -> with(Map.of("EDGE_CERTIFICATE", CERTIFICATE, "WEB_ACL", WEB_ACL)))
                .hasMessageStartingWith("API_DOMAIN is missing: ");
    }

    @Test
    void aBlankSettingIsAbsent() {
        assertThat(with(Map.of("SHOPIFY_SCOPES", " ", "JWT_ISSUER", "")).shopifyScopes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"STAGE", "SHOPIFY_API_KEY", "PLATFORM_CALLBACK_URL"})
    void aMissingSettingIsNamed(String setting) {
        assertThatThrownBy(() -> with(Map.of(setting, ""))).isInstanceOf(UnusableSettingsException.class)
                .hasMessageStartingWith(setting + " is missing: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "STAGE | Prod",
            "STAGE | 1st",
            "STAGE | a-name-that-is-too-long",
            "SHOPIFY_API_KEY | two words",
            "SHOPIFY_API_VERSION | 2026-11",
            "SHOPIFY_API_VERSION | latest",
            "WEBHOOK_SUBSCRIPTIONS | store",
            "WEBHOOK_TARGET | http://hooks.example.com/",
            "WEBHOOK_TARGET | arn:aws:sqs:us-east-1:1:queue",
            "TOKEN_KEYS | 0",
            "TOKEN_KEYS | 10",
            "TOKEN_KEYS | two",
            "SHOPIFY_SCOPES | read products",
            "SHOPIFY_REDIRECT_URI | http://app.example.com/callback",
            "SHOPIFY_REDIRECT_URI | /callback",
            "PLATFORM_CALLBACK_URL | https://user@app.example.com/",
            "PLATFORM_CALLBACK_URL | https://app.example.com/#page",
            "PLATFORM_CALLBACK_URL | https:app.example.com",
            "PLATFORM_CALLBACK_URL | javascript:alert(1)",
            "API_DOMAIN | https://api.example.com",
            "API_DOMAIN | localhost",
            "API_CERTIFICATE | arn:aws:iam::123456789012:server-certificate/one",
            "EDGE_CERTIFICATE | arn:aws:acm:eu-west-1:123456789012:certificate/one",
            "WEB_ACL | arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/one",
            "FIREWALL | yes",
            "TRACING | true",
            "ALARM_EMAIL | one@example.com, two@example.com",
            "RUNBOOK_URL | docs/other.md",
            "CORS_ALLOWED_ORIGINS | *",
            "CORS_ALLOWED_ORIGINS | https://*",
            "CORS_ALLOWED_ORIGINS | http://app.example.com",
            "CORS_ALLOWED_ORIGINS | https://app.example.com/",
            "CORS_ALLOWED_ORIGINS | https://app.example.com https://admin.example.com",
            "CORS_ALLOWED_ORIGINS | null"})
    void aMalformedSettingIsNamedAndNotRepeated(String setting, String value) {
        assertThatThrownBy(() -> with(Map.of(setting, value))).isInstanceOf(UnusableSettingsException.class)
                .message().doesNotContain(value).satisfies(message -> assertThat(message.lines())
                        .filteredOn(line -> line.contains("malformed")).singleElement().asString()
                        .startsWith(setting + " is malformed: "));
    }

    @ParameterizedTest
    @CsvSource({"JWT_ISSUER, https://login.example.com/, JWT_AUDIENCE", "JWT_AUDIENCE, one, JWT_ISSUER"})
    void issuerAndAudienceAreSetBothOrNeither(String set, String value, String missing) {
        assertThatThrownBy(() -> with(Map.of(set, value))).isInstanceOf(UnusableSettingsException.class)
                .hasMessageStartingWith(missing + " is missing: JWT_ISSUER and JWT_AUDIENCE are set both, or neither");
    }

    @Test
    void tokensOverPlainHttpAreRefusedEvenOnThisMachine() {
        assertThatThrownBy(() -> with(Map.of("JWT_ISSUER", "http://localhost:9000/", "JWT_AUDIENCE", "one")))
                .hasMessageStartingWith("JWT_ISSUER is malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATABASE_URL", "ENCRYPTION_KEY"})
    void settingsOfTheOldSpecificationAreRefused(String setting) {
        assertThatThrownBy(() -> with(Map.of(setting, "anything"))).isInstanceOf(UnusableSettingsException.class)
                .hasMessage(setting + " is not a setting of this service: DATABASE_URL and ENCRYPTION_KEY do not exist "
                        + "here, DynamoDB and KMS replace them.");
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() -> Deployment.of(name -> null)).message().hasLineCount(3);
    }

    private static Deployment with(Map<String, String> more) {
        var settings = new TreeMap<>(LEAST);
        settings.putAll(more);
        return Deployment.of(settings::get);
    }
}
