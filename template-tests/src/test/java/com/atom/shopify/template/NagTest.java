package com.atom.shopify.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.infra.Deployment;
import com.atom.shopify.infra.ShopApp;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagReportFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;

/// AWS's own list of what a solution should be like, on a deployment with every option and on one with none.
class NagTest {
    private static final List<Accepted> ACCEPTED = List.of(
            new Accepted("AwsSolutions-SMG4", "Data/ClientSecret/.*",
                    "Shopify rotates the app's secret when its owner says so; Secrets Manager cannot."),
            new Accepted("AwsSolutions-COG1", "Data/Users/.*",
                    "Fourteen characters instead of kinds of characters, as NIST SP 800-63B advises."),
            new Accepted("AwsSolutions-COG2", "Data/Users/.*",
                    "How users of a platform sign in is the platform's to say; it brings its own issuer for that."),
            new Accepted("AwsSolutions-COG3", "Data/Users/.*",
                    "Threat protection is a paid plan of Cognito; nobody signs up here by himself."),
            new Accepted("AwsSolutions-S1", "Inbox/Payloads/.*",
                    "Objects live for days under the digest of their bytes, and only two roles can touch them."),
            new Accepted("AwsSolutions-S1", "Inbox/Files/.*",
                    "Uploads live for a week, by links that end in an hour, and only two roles can touch them."),
            new Accepted("AwsSolutions-S1", "Inbox/Reports/.*",
                    "Reports name no person; their links end in minutes, and three roles can touch them, each in one way."),
            new Accepted("AwsSolutions-APIG4", "Api/Gateway/.*",
                    "Public by design: Shopify and browsers without a token call these; GatewayTest lists them."),
            new Accepted("AwsSolutions-CFR1", "Api/Gateway/Domain/Distribution/.*",
                    "Merchants and Shopify call from everywhere; a country says nothing of who may."),
            new Accepted("AwsSolutions-CFR3", "Api/Gateway/Domain/Distribution/.*",
                    "The gateway keeps an access log; CloudFront's would hold addresses and query strings, personal data."),
            new Accepted("AwsSolutions-IAM5", "Api/[a-z]+/Role/DefaultPolicy/.*",
                    "Objects of a bucket, secrets of own apps, traces: PermissionsTest names the only wildcards."),
            new Accepted("AwsSolutions-IAM5", "Api/Rollout/Role/DefaultPolicy/.*",
                    "CodeDeploy asks for all alarms in one call, which IAM cannot narrow; it only reads."));

    /// A finding that stays, because the advice does not fit.
    private record Accepted(String rule, Pattern where, String why) {
        Accepted(String rule, String where, String why) {
            this(rule, Pattern.compile(where), why);
        }

        boolean covers(Finding finding) {
            return finding.rule().equals(rule) && where.matcher(finding.resource()).matches();
        }
    }

    private record Finding(String rule, String resource) implements Comparable<Finding> {
        @Override
        public int compareTo(Finding other) {
            return toString().compareTo(other.toString());
        }
    }

    @Test
    void nothingIsFoundButWhatIsAcceptedForAReason() {
        var found = new TreeSet<Finding>();
        Stream.of(Stacks.SETTINGS, Stacks.WITH_EVERYTHING).flatMap(settings -> findings(settings).stream())
                .forEach(found::add);

        assertThat(found).filteredOn(finding -> ACCEPTED.stream().noneMatch(each -> each.covers(finding))).isEmpty();
        assertThat(ACCEPTED).as("accepted, and not found any more")
                .allMatch(each -> found.stream().anyMatch(each::covers))
                .allMatch(each -> each.why().length() > 20);
    }

    private static List<Finding> findings(Map<String, String> settings) {
        var app = ShopApp.empty(App.Builder.create().outdir(Stacks.temporary().toString()));
        ShopApp.declare(app, Deployment.of(settings::get), Stacks.rootWithZips());
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().reports(true)
                .reportFormats(List.of(NagReportFormat.JSON)).build());
        var directory = Path.of(app.synth().getDirectory());
        var reports = Stream.of("data", "inbox", "api", "schedule", "watch", "firewall")
                .map(stack -> directory
                        .resolve("AwsSolutions-atom-shopify-" + Stacks.STAGE + "-" + stack + "-NagReport.json"))
                .filter(Files::exists).toList();
        assertThat(reports).hasSizeGreaterThanOrEqualTo(5);
        return reports.stream().flatMap(report -> Stacks.json(report).path("lines").valueStream())
                .filter(line -> line.path("compliance").asText().equals("Non-Compliant"))
                .map(line -> new Finding(line.path("ruleId").asText(), line.path("resourceId").asText())).toList();
    }
}
